"""The contestant of `models-managed`: the same decoder in python3-torch, driven line by line over standard input so that both sides take turns.

Lines in: `shape LAYERS WIDTH HEADS KEYHEADS HIDDEN VOCABULARY`, `hold float32|bfloat16`, `forward TOKENS`, `decode BATCH PROMPT TOKENS`, `end`.
Lines out: what the peer is, or processor seconds. Only what is named is timed: `decode` leaves out the prompt.
"""
import math
import sys
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(1)


class Decoder:
    def __init__(self, layers, width, heads, key_heads, hidden, vocabulary):
        self.width, self.heads, self.key_heads, self.head = width, heads, key_heads, width // heads
        across = key_heads * self.head
        weight = lambda o, i: torch.empty(o, i).uniform_(-1.7 / math.sqrt(i), 1.7 / math.sqrt(i))
        self.layers = [
            dict(first=torch.ones(width), q=weight(width, width), k=weight(across, width), v=weight(across, width), o=weight(width, width),
                 second=torch.ones(width), gate=weight(hidden, width), up=weight(hidden, width), down=weight(width, hidden))
            for _ in range(layers)]
        self.table, self.norm, self.out = weight(vocabulary, width), torch.ones(width), weight(vocabulary, width)

    def hold(self, kind):
        for layer in self.layers:
            for name in layer:
                layer[name] = layer[name].to(kind)
        self.table, self.norm, self.out = self.table.to(kind), self.norm.to(kind), self.out.to(kind)

    def cache(self, batch, room):
        shape = (batch, self.key_heads, room, self.head)
        return [(torch.zeros(shape, dtype=self.norm.dtype), torch.zeros(shape, dtype=self.norm.dtype)) for _ in self.layers]

    def rms(self, x, weight):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * weight

    def rotate(self, x, cosine, sine):
        left, right = x.chunk(2, -1)
        return torch.cat((left * cosine - right * sine, right * cosine + left * sine), -1)

    def step(self, ids, cache, past, last_only):
        batch, tokens = ids.shape
        half = self.head // 2
        angles = torch.arange(past, past + tokens)[:, None] * torch.pow(10000, -torch.arange(half) / half)[None]
        cosine, sine = angles.cos().to(self.norm.dtype), angles.sin().to(self.norm.dtype)
        mask = None if tokens == 1 else torch.full((tokens, past + tokens), float("-inf"), dtype=self.norm.dtype).triu(past + 1)
        x = torch.nn.functional.embedding(ids, self.table)
        linear = torch.nn.functional.linear
        for layer, (keys, values) in zip(self.layers, cache):
            y = self.rms(x, layer["first"])
            q = self.rotate(linear(y, layer["q"]).view(batch, tokens, self.heads, self.head).transpose(1, 2), cosine, sine)
            k = self.rotate(linear(y, layer["k"]).view(batch, tokens, self.key_heads, self.head).transpose(1, 2), cosine, sine)
            v = linear(y, layer["v"]).view(batch, tokens, self.key_heads, self.head).transpose(1, 2)
            keys[:, :, past:past + tokens] = k
            values[:, :, past:past + tokens] = v
            k, v = keys[:, :, :past + tokens], values[:, :, :past + tokens]
            # Heads of one group become rows of one product, so that keys are not copied for each of them.
            group = self.heads // self.key_heads
            q = q.reshape(batch, self.key_heads, group * tokens, self.head)
            scores = torch.matmul(q * (1 / math.sqrt(self.head)), k.transpose(-2, -1))
            if mask is not None:
                scores = (scores.view(batch, self.key_heads, group, tokens, -1) + mask).view_as(scores)
            y = torch.matmul(torch.softmax(scores, -1), v).view(batch, self.heads, tokens, self.head)
            x = x + linear(y.transpose(1, 2).reshape(batch, tokens, self.width), layer["o"])
            y = self.rms(x, layer["second"])
            x = x + linear(torch.nn.functional.silu(linear(y, layer["gate"])) * linear(y, layer["up"]), layer["down"])
        if last_only:
            x = x[:, -1:]
        return linear(self.rms(x, self.norm), self.out).argmax(-1)


def blas():
    torch.mm(torch.ones(64, 64), torch.ones(64, 64))
    maps = open("/proc/self/maps").read()
    return next((name for name in ("openblas", "blis", "mkl") if name in maps), "reference BLAS, which is 15 times slower")


def main():
    decoder = None
    for line in sys.stdin:
        words = line.split()
        if words[0] == "end":
            break
        with torch.inference_mode():
            if words[0] == "shape":
                decoder = Decoder(*map(int, words[1:]))
                print(f"python3-torch {torch.__version__}, {blas()}, {torch.get_num_threads()} thread", flush=True)
            elif words[0] == "hold":
                decoder.hold(getattr(torch, words[1]))
                print(words[1], flush=True)
            elif words[0] == "forward":
                ids = (torch.arange(int(words[1])) * 7 % 1000)[None]
                cache = decoder.cache(1, ids.shape[1])
                began = time.process_time()
                decoder.step(ids, cache, 0, False)
                print(time.process_time() - began, flush=True)
            elif words[0] == "decode":
                batch, prompt, tokens = map(int, words[1:])
                cache = decoder.cache(batch, prompt + tokens)
                next_ids = decoder.step((torch.arange(prompt) * 7 % 1000).repeat(batch, 1), cache, 0, True)
                began = time.process_time()
                for past in range(prompt, prompt + tokens):
                    next_ids = decoder.step(next_ids, cache, past, True)
                print(time.process_time() - began, flush=True)


main()
