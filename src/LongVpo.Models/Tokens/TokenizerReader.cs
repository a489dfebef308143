using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tokens;

/// <summary>
/// Reads the tokenizer of a model's folder: <c>tokenizer.model</c> of InternLM2, <c>tokenizer.json</c>, or <c>vocab.json</c> and <c>merges.txt</c> of older Qwen2 folders. Whatever a file asks for that would change
/// ids and is not done here is refused in a sentence.
/// </summary>
public static class TokenizerReader
{
    /// <summary>Most bytes of a tokenizer's file; Qwen2's newest has 11 MB.</summary>
    private const long MaxBytes = 64 << 20;

    /// <summary>Reads a folder's tokenizer.</summary>
    /// <exception cref="CheckpointException">There is none, or none that can be used.</exception>
    public static ITokenizer Open(string folder)
    {
        // InternLM2's folders may have both; only this one says what the model was trained with.
        if (File.Exists(Path.Combine(folder, "tokenizer.model"))) return SentencePieceReader.Open(folder, MaxBytes);
        var json = Path.Combine(folder, "tokenizer.json");
        if (File.Exists(json)) return OpenJson(FolderFiles.Read(json, MaxBytes), json);
        var words = Path.Combine(folder, "vocab.json");
        if (File.Exists(words)) return new BytePairTokenizer(SeparateFiles.Read(folder, MaxBytes), words);
        throw new CheckpointException($"{folder} has neither tokenizer.json nor tokenizer.model; the folder is incomplete: download it again.");
    }

    /// <summary>Reads the bytes of a <c>tokenizer.json</c>: byte-level words, or pieces that fall back to bytes.</summary>
    internal static ITokenizer OpenJson(ReadOnlyMemory<byte> json, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            var root = document.RootElement;
            var model = Object(root, "model", place);
            return PieceJsonReader.Reads(model) ? PieceJsonReader.Read(root, place) : new BytePairTokenizer(ByteLevel(root, model, place), place);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{place} is no readable tokenizer; download it again.", fault);
        }
    }

    private static BytePairVocabulary ByteLevel(JsonElement root, JsonElement model, string place)
    {
        Plain(model, place);
        return new BytePairVocabulary(
            Words(Object(model, "vocab", place), place),
            ReadMerges(model, place),
            root.TryGetProperty("added_tokens", out var added) ? AddedTokenReader.ReadList(added, place) : [],
            Pattern(root, place),
            Composes(root, place));
    }

    /// <summary>Words and ids of a vocabulary.</summary>
    internal static Dictionary<string, int> Words(JsonElement vocabulary, string place)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in vocabulary.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Number || !entry.Value.TryGetInt32(out var id) || id is < 0 or > BytePairTokenizer.MaxId)
                throw new CheckpointException($"{place} gives a word an id that is no number from 0 to {BytePairTokenizer.MaxId}; download it again.");
            if (!words.TryAdd(entry.Name, id)) throw new CheckpointException($"{place} has a word twice; download it again.");
        }

        return words;
    }

    private static void Plain(JsonElement model, string place)
    {
        if (Word(model, "type") is not ("BPE" or null)) throw Unsupported(place, "model.type", Word(model, "type")!);
        foreach (var name in new[] { "ignore_merges", "fuse_unk" })
            if (IsTrue(model, name)) throw Unsupported(place, $"model.{name}", "true");
        RefuseSettings(model, place);
    }

    /// <summary>Refuses settings that no published model of the family has, and that would change ids.</summary>
    internal static void RefuseSettings(JsonElement model, string place)
    {
        foreach (var name in new[] { "continuing_subword_prefix", "end_of_word_suffix", "dropout" })
            if (model.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null && value.ToString().Length > 0) throw Unsupported(place, $"model.{name}", value.ToString());
    }

    /// <summary>The merges of a model, in order of rank.</summary>
    internal static List<(string Left, string Right)> ReadMerges(JsonElement model, string place)
    {
        var merges = new List<(string Left, string Right)>();
        if (!model.TryGetProperty("merges", out var list)) throw new CheckpointException($"{place} has no merges; download it again.");
        foreach (var entry in list.EnumerateArray())
        {
            // Older files write a pair as one string with a space, newer ones as a list of two.
            if (entry.ValueKind == JsonValueKind.String) merges.Add(Pair(entry.GetString()!, place));
            else if (entry.GetArrayLength() == 2) merges.Add((entry[0].GetString()!, entry[1].GetString()!));
            else throw new CheckpointException($"{place} has a merge that is no pair; download it again.");
        }

        return merges;
    }

    /// <summary>A merge that is written as one string.</summary>
    internal static (string Left, string Right) Pair(string text, string place)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0 || space == text.Length - 1 || text.IndexOf(' ', space + 1) >= 0) throw new CheckpointException($"{place} has a merge that is no pair; download it again.");
        return (text[..space], text[(space + 1)..]);
    }

    private static string Pattern(JsonElement root, string place)
    {
        var steps = Steps(root, "pre_tokenizer", "pretokenizers");
        if (steps.Count != 2 || Word(steps[0], "type") != "Split" || Word(steps[1], "type") != "ByteLevel" || Word(steps[0], "behavior") != "Isolated"
            || Flag(steps[0], "invert") || Flag(steps[1], "add_prefix_space") || Flag(steps[1], "use_regex")
            || !steps[0].TryGetProperty("pattern", out var pattern) || Word(pattern, "Regex") is not { } regex)
            throw Unsupported(place, "pre_tokenizer", "something other than a pattern and bytes");
        foreach (var step in Steps(root, "post_processor", "processors").Concat(Steps(root, "decoder", "decoders")))
            if (Word(step, "type") != "ByteLevel") throw Unsupported(place, "post_processor or decoder", Word(step, "type") ?? "nothing");
        return regex;
    }

    private static bool Composes(JsonElement root, string place)
    {
        var steps = Steps(root, "normalizer", "normalizers");
        if (steps.Count == 0) return false;
        return steps.Count == 1 && Word(steps[0], "type") == "NFC" ? true : throw Unsupported(place, "normalizer", Word(steps[0], "type") ?? "nothing");
    }

    /// <summary>The steps of a stage: none where it is null, one, or those of a sequence.</summary>
    internal static List<JsonElement> Steps(JsonElement root, string name, string inner)
    {
        if (!root.TryGetProperty(name, out var stage) || stage.ValueKind == JsonValueKind.Null) return [];
        return Word(stage, "type") == "Sequence" ? [.. (stage.TryGetProperty(inner, out var steps) ? steps : default).EnumerateArray()] : [stage];
    }

    /// <summary>A section of the file.</summary>
    internal static JsonElement Object(JsonElement from, string name, string place) =>
        from.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : throw new CheckpointException($"{place} has no {name}; download it again.");

    /// <summary>Text that is said under a name; null where there is none.</summary>
    internal static string? Word(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Whether something is said to be true; what is not said is not.</summary>
    internal static bool IsTrue(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Whether something is not said to be false.</summary>
    internal static bool Flag(JsonElement from, string name) => !from.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.False;

    private static CheckpointException Unsupported(string place, string name, string said) =>
        new($"{place} says {name} = {said}, and only byte-level BPE tokenizers as Qwen2's are read; use another model.");
}
