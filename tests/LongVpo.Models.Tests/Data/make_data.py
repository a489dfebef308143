#!/usr/bin/env python3
"""Makes the small reference numbers of this folder, so that a clone without any download is still tested against independent programs:
Pillow (python3-pil) for resizing, the regex module (python3-regex) for cutting text, Python's unicodedata for NFC, SentencePiece (python3-sentencepiece) for its own format.
Run it from here; the same versions give the same files."""
import base64
import collections
import hashlib
import io
import json
import random
import unicodedata

import regex
import sentencepiece
from PIL import Image

QWEN = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
THREES = QWEN.replace(r"|\p{N}|", r"|\p{N}{1,3}|")
TRAINING = """A camera looks at a door. The door opens and a woman in a red coat comes in. She puts a bag on the table.
The camera turns to the window: rain, 12 cars, a bus that says "Museum". What does the sign say? It says 07:45.
Ein Hund läuft über die Straße. Où est le chat? Il est là, près de la fenêtre. 猫在桌子上。犬が走る。 Они смотрят фильм.
""" * 3
TEXTS = [
    "", "a", " ", "  ", "\n", "\r\n \r\n", " \n ", "\t\tx", "The door opens.", "  the   door \n\n opens  ", "don't DON'T we'LL they'Ve O'Reilly it'\u017f it'\u017fx", "'s's't", "07:45 and 1234567",
    "x2y33z444", "caf\u00e9 cafe\u0301", "\u1100\u1161\u11a8 \uac01 \uac00\u11a8", "\u212b \u2126 \ufb01 \u0958", "a\u0315\u0300\u05aeb", "\u732b\u5728\u684c\u5b50\u4e0a\u3002", "\U00020bb7\U0001d54f\U0001d7d8x",
    "\U0001f469\U0001f3fe\u200d\U0001f680 ok", "\u00a0\u00a0a\u2003b\u0085c", "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22", "\u0661\u0662\u00bd\u2168", "if (x[0] != '\\n') { y += 1; }  // end\n\n\n", "a\u0300\u0301\u0323z",
    "<|im_start|>user\nhello<|im_end|>\n", "x<img>y<img ></img>", "tab\tin\tline   \n", "...!!!???\n\n\n...", "__init__ --flag=1", "\u00df\u1e9e\u0130\u0131", "\ufeffbom", "end with space ",
]


def byte_characters():
    own = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [value for value in range(256) if value not in own]
    return {**{value: chr(value) for value in own}, **{value: chr(256 + i) for i, value in enumerate(rest)}}


def merge_all(word, pair):
    out, i = [], 0
    while i < len(word):
        if i + 1 < len(word) and (word[i], word[i + 1]) == pair:
            out.append(word[i] + word[i + 1])
            i += 2
        else:
            out.append(word[i])
            i += 1
    return out


def train(characters, merges_wanted):
    words = collections.Counter(regex.findall(QWEN, unicodedata.normalize("NFC", TRAINING)))
    split = {word: [characters[value] for value in word.encode()] for word in words}
    merges = []
    while len(merges) < merges_wanted:
        pairs = collections.Counter()
        for word, count in words.items():
            for pair in zip(split[word], split[word][1:]):
                pairs[pair] += count
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        split = {word: merge_all(parts, best) for word, parts in split.items()}
    return merges


def encode(text, characters, ranks, vocabulary, added):
    ids = []
    for part in regex.split("(" + "|".join(regex.escape(token) for token in sorted(added, key=len, reverse=True)) + ")", text):
        if part in added:
            ids.append(added[part])
            continue
        for piece in regex.findall(QWEN, unicodedata.normalize("NFC", part)):
            word = [characters[value] for value in piece.encode()]
            while len(word) > 1:
                best = min(zip(word, word[1:]), key=lambda pair: ranks.get(pair, 1 << 30))
                if best not in ranks:
                    break
                word = merge_all(word, best)
            ids += [vocabulary[unit] for unit in word]
    return ids


def write(name, value):
    with open(name, "w", encoding="ascii") as file:
        cases = value["vectors"] if isinstance(value, dict) and "vectors" in value else value
        lines = [json.dumps(case, separators=(",", ":")) for case in cases] if isinstance(cases, list) else None
        text = json.dumps(value, separators=(",", ":")) if lines is None else "[\n" + ",\n".join(lines) + "\n]"
        file.write(text if lines is None or cases is value else '{"vectors":' + text + "}")
        file.write("\n")


def tokens():
    characters = byte_characters()
    merges = train(characters, 120)
    vocabulary = {character: i for i, character in enumerate(sorted(characters.values()))}
    for left, right in merges:
        vocabulary.setdefault(left + right, len(vocabulary))
    names = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<img>", "</img>", "<IMG_CONTEXT>", "<|im_end|>x"]
    added = {name: len(vocabulary) + i for i, name in enumerate(names)}
    step = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    write("qwen/tokenizer.json", {
        "version": "1.0",
        "added_tokens": [{"id": i, "content": name, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": name != "<|im_end|>x"} for name, i in added.items()],
        "normalizer": {"type": "NFC"},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": QWEN}, "behavior": "Isolated", "invert": False}, step]},
        "post_processor": step, "decoder": step,
        "model": {"type": "BPE", "vocab": vocabulary, "merges": [list(pair) for pair in merges]},
    })
    ranks = {pair: rank for rank, pair in reversed(list(enumerate(merges)))}
    texts = TEXTS + ["a<|im_end|>xb", TRAINING[:300], "the" * 60, " " * 90 + "door", "and" + "\u00e9" * 80]
    write("token_vectors.json", {"vectors": [{"text": text, "ids": encode(text, characters, ranks, vocabulary, added), "decoded": unicodedata.normalize("NFC", text)} for text in texts]})


def pieces():
    pool = ["a", "Z", "\u00e9", "\u017f", "'", "s", "L", "l", "re", "1", "2", "\u00bd", " ", "  ", "\n", "\r", "\t", "\u00a0", "\u3000", "\u0085", ".", "-", "\u0301", "\U00020bb7", "\U0001d7d8", "\U0001f680", "\u200d", "_", "\u4e2d"]
    draw = random.Random(4)
    texts = TEXTS + ["".join(draw.choice(pool) for _ in range(draw.randrange(1, 24))) for _ in range(150)]
    write("pieces.json", [{"text": text, "single": regex.findall(QWEN, text), "threes": regex.findall(THREES, text)} for text in texts])


def forms():
    draw = random.Random(5)
    marks = [chr(code) for code in range(0x300, 0x370)] + [chr(code) for code in range(0x110000) if unicodedata.combining(chr(code)) and code > 0x370][::7]
    whole = [chr(code) for code in range(0x110000) if unicodedata.decomposition(chr(code)) and not unicodedata.decomposition(chr(code)).startswith("<")]
    jamo = [chr(code) for code in [*range(0x1100, 0x1113), *range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]] + ["\uac00", "\uac01", "\ud7a3"]
    pools = [marks, whole, jamo, list("aeiouAEIOUnc"), whole, marks]
    blocked = ["a\u0305\u0300", "a\u0300\u0305", "e\u0327\u0302\u0301", "a\u0316\u0300", "a\u0300\u0316", "\u1100\u0300\u1161", "\uac00\u0300\u11a8", "o\u0328\u0304", "o\u0304\u0328", "\u09c7\u0334\u09be", "\u0300a\u0300"]
    cases = [[text, unicodedata.normalize("NFC", text)] for text in blocked]
    for _ in range(300):
        text = "".join(draw.choice(draw.choice(pools)) for _ in range(draw.randrange(1, 7)))
        cases.append([text, unicodedata.normalize("NFC", text)])
    everything = "".join(unicodedata.normalize("NFC", chr(code)) + "\n" for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF)
    write("composed.json", [["sha256 of every code point", hashlib.sha256(everything.encode()).hexdigest()]] + cases)


def noise(width, height):
    """Pixels that any language makes alike: a multiplicative generator and a gradient, with saturated edges."""
    state, out = 12345, bytearray()
    for y in range(height):
        for x in range(width):
            for colour in range(3):
                state = state * 1103515245 + 12345 & 0x7FFFFFFF
                level = (state >> 16 & 255) if (x // 8 + y // 8) % 3 else (255 if (x * 7 + y * 3 + colour) % 5 < 2 else 0)
                out.append(level)
    return bytes(out)


def pictures():
    sizes = [(1, 1, 4, 4), (2, 3, 7, 5), (9, 7, 9, 3), (9, 7, 4, 7), (31, 17, 28, 28), (64, 48, 28, 28), (33, 65, 56, 56), (100, 80, 100, 80), (641, 361, 448, 448), (200, 1000, 448, 448), (1280, 720, 448, 448), (500, 300, 1344, 896)]
    cases = []
    for width, height, to_width, to_height in sizes:
        image = Image.frombytes("RGB", (width, height), noise(width, height))
        resized = image.resize((to_width, to_height), Image.Resampling.BICUBIC).tobytes()
        cases.append({"width": width, "height": height, "to_width": to_width, "to_height": to_height, "sha256": hashlib.sha256(resized).hexdigest(),
                      "bytes": base64.b64encode(resized).decode() if len(resized) < 3000 else None})
    write("resized.json", cases)


def sentences():
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TRAINING.splitlines()), model_writer=model, vocab_size=420, model_type="bpe", byte_fallback=True, character_coverage=0.98, normalization_rule_name="identity",
        remove_extra_whitespaces=False, split_digits=True, add_dummy_prefix=True, allow_whitespace_only_pieces=True, minloglevel=2)
    with open("internlm/tokenizer.model", "wb") as file:
        file.write(model.getvalue())
    entries = {0: "<unk>", 1: "<s>", 2: "</s>", 420: "<|im_start|>", 421: "<|im_end|>", 422: "<img>", 423: "</img>", 424: "<IMG_CONTEXT>"}
    write("internlm/tokenizer_config.json", {"tokenizer_class": "InternLM2Tokenizer", "add_bos_token": True,
                                             "added_tokens_decoder": {str(i): {"content": text, "lstrip": False, "rstrip": False, "normalized": False, "single_word": False, "special": True} for i, text in entries.items()}})
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    texts = [text for text in TEXTS if "<" not in text] + ["\u2581a", "a<0x41>", "\0a", "the " * 50, TRAINING[:200]]
    write("sentence_vectors.json", {"vectors": [{"text": text, "ids": processor.encode(text), "decoded": processor.decode(processor.encode(text))} for text in texts]})


if __name__ == "__main__":
    tokens()
    pieces()
    forms()
    pictures()
    sentences()
