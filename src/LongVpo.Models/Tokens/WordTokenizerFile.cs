using System.Text;
using System.Text.Json.Nodes;

namespace LongVpo.Models.Tokens;

/// <summary>
/// Writes a <c>tokenizer.json</c> for networks that are trained here on a small world: byte-level BPE as all programs read it, whose merges make one token of every word of a list, with and
/// without a space before it. Any other text still becomes bytes and comes back unchanged.
/// </summary>
public static class WordTokenizerFile
{
    private static readonly string[] ChatTokens = ["<|im_start|>", "<|im_end|>", "<IMG_CONTEXT>", "<img>", "</img>", "<|endoftext|>"];
    private static readonly string[] ChatWords = ["system", "user", "assistant"];

    /// <summary>The file's bytes; the same words give the same bytes.</summary>
    /// <param name="words">Words of letters, figures or marks, none of which has a space in it.</param>
    public static byte[] Bytes(IEnumerable<string> words)
    {
        var vocabulary = new JsonObject();
        for (var value = 0; value < 256; value++) vocabulary[ByteAlphabet.Of((byte)value).ToString()] = value;
        var merges = new JsonArray();
        foreach (var (left, right) in Merges(words.Concat(ChatWords)))
        {
            if (!vocabulary.ContainsKey(left + right)) vocabulary[left + right] = vocabulary.Count;
            merges.Add(new JsonArray(left, right));
        }

        var first = vocabulary.Count;
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray([.. ChatTokens.Select((text, i) => (JsonNode)Added(first + i, text))]),
            ["normalizer"] = new JsonObject { ["type"] = "NFC" },
            ["pre_tokenizer"] = new JsonObject { ["type"] = "Sequence", ["pretokenizers"] = new JsonArray(Split(), ByteLevel()) },
            ["post_processor"] = ByteLevel(),
            ["decoder"] = ByteLevel(),
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = merges },
        }.ToJsonString());
    }

    /// <summary>Merges the pair that occurs most often in all words, over and over, until each word is one piece: reading a word by these merges in their order then ends at the same piece.</summary>
    private static IEnumerable<(string Left, string Right)> Merges(IEnumerable<string> words)
    {
        var texts = words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(word => (string[])[word, " " + word]);
        var pieces = texts.Where(IsOnePiece).Select(text => Encoding.UTF8.GetBytes(text).Select(value => ByteAlphabet.Of(value).ToString()).ToList()).ToList();
        while (true)
        {
            var pairs = pieces.SelectMany(piece => piece.Zip(piece.Skip(1))).GroupBy(pair => pair)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.First, StringComparer.Ordinal).ThenBy(group => group.Key.Second, StringComparer.Ordinal);
            if (pairs.FirstOrDefault()?.Key is not { } best) yield break;
            yield return best;
            foreach (var piece in pieces)
                for (var i = 0; i + 1 < piece.Count; i++)
                {
                    if (piece[i] != best.First || piece[i + 1] != best.Second) continue;
                    piece[i] += best.Second;
                    piece.RemoveAt(i + 1);
                }
        }
    }

    // What the pattern cuts apart can be no one token, such as a figure and the space before it.
    private static bool IsOnePiece(string text) => PieceScanner.For(PieceScanner.Qwen)!.First(text) == text.Length;

    private static JsonObject Added(int id, string text) => new()
    {
        ["id"] = id, ["content"] = text, ["single_word"] = false, ["lstrip"] = false, ["rstrip"] = false, ["normalized"] = false, ["special"] = true,
    };

    private static JsonObject Split() => new() { ["type"] = "Split", ["pattern"] = new JsonObject { ["Regex"] = PieceScanner.Qwen }, ["behavior"] = "Isolated", ["invert"] = false };

    private static JsonObject ByteLevel() => new() { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = false, ["use_regex"] = false };
}
