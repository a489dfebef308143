using System.Collections.Immutable;
using System.Text.Json;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tokens;

/// <summary>
/// Reads a <c>tokenizer.json</c> whose words are pieces of text that fall back to bytes, as converted SentencePiece models of Llama and InternLM2 have them: merged by rank instead of score,
/// otherwise the same.
/// </summary>
internal static class PieceJsonReader
{
    private const string Space = "\u2581";

    /// <summary>Whether a model section is of this kind.</summary>
    public static bool Reads(JsonElement model) => TokenizerReader.Word(model, "type") is "BPE" or null && TokenizerReader.IsTrue(model, "byte_fallback");

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="CheckpointException">It asks for something that is not done here, or does not fit together.</exception>
    public static SentencePieceTokenizer Read(JsonElement root, string place)
    {
        var model = TokenizerReader.Object(root, "model", place);
        if (TokenizerReader.IsTrue(model, "ignore_merges")) throw Unsupported(place, "model.ignore_merges", "true");
        TokenizerReader.RefuseSettings(model, place);
        var words = TokenizerReader.Words(TokenizerReader.Object(model, "vocab", place), place);
        var added = root.TryGetProperty("added_tokens", out var list) ? AddedTokenReader.ReadList(list, place) : [];
        var prefix = Prefix(root, place);
        // Such a token is looked for after the space has been put before the text, which moves the space; nobody publishes these any more.
        if (prefix != SpacePrefix.None && list.ValueKind == JsonValueKind.Array && list.EnumerateArray().Any(token => TokenizerReader.IsTrue(token, "normalized")))
            throw Unsupported(place, "added_tokens", "normalized beside a space before the text");
        var pieces = Pieces(words, [.. added.Select(token => token.Id)], place);
        return new SentencePieceTokenizer(pieces, prefix, added, begins: false, place)
        {
            Ranks = Ranks(TokenizerReader.ReadMerges(model, place), words, place), Begin = Begin(root, added, place), DropsLeadingSpace = Drops(root, place),
        };
    }

    private static ImmutableArray<SentencePiece> Pieces(Dictionary<string, int> words, HashSet<int> added, string place)
    {
        var pieces = new SentencePiece?[words.Values.DefaultIfEmpty(-1).Max() + 1];
        foreach (var (word, id) in words)
        {
            if (pieces[id] is not null) throw new CheckpointException($"{place} gives the id {id} to two words; download it again.");
            var isByte = word.Length == 6 && word.StartsWith("<0x", StringComparison.Ordinal) && word[5] == '>';
            pieces[id] = new SentencePiece(word, 0, added.Contains(id) ? SentenceKind.Control : isByte ? SentenceKind.Byte : SentenceKind.Normal);
        }

        return [.. pieces.Select(piece => piece ?? new SentencePiece(string.Empty, 0, SentenceKind.Unused))];
    }

    private static Dictionary<(int Left, int Right), int> Ranks(List<(string Left, string Right)> merges, Dictionary<string, int> words, string place)
    {
        var ranks = new Dictionary<(int Left, int Right), int>(merges.Count);
        foreach (var (left, right) in merges)
        {
            if (!words.TryGetValue(left, out var first) || !words.TryGetValue(right, out var second) || !words.ContainsKey(left + right))
                throw new CheckpointException($"{place} merges two words that are not both in it, or into none; download it again.");
            ranks.TryAdd((first, second), ranks.Count);
        }

        return ranks;
    }

    /// <summary>Spaces become U+2581 in a normalizer or, in newer files, in the pre-tokenizer, and either may put one before the text.</summary>
    private static SpacePrefix Prefix(JsonElement root, string place)
    {
        var (prefix, escapes) = (SpacePrefix.None, false);
        foreach (var step in TokenizerReader.Steps(root, "normalizer", "normalizers"))
        {
            switch (TokenizerReader.Word(step, "type"))
            {
                case "Prepend" when TokenizerReader.Word(step, "prepend") == Space: prefix = SpacePrefix.Always; break;
                case "Replace" when Replaces(step, " ", Space): escapes = true; break;
                case var other: throw Unsupported(place, "normalizer", other ?? "nothing");
            }
        }

        foreach (var step in TokenizerReader.Steps(root, "pre_tokenizer", "pretokenizers"))
        {
            if (TokenizerReader.Word(step, "type") != "Metaspace" || escapes || TokenizerReader.Word(step, "replacement") != Space || TokenizerReader.Flag(step, "split"))
                throw Unsupported(place, "pre_tokenizer", TokenizerReader.Word(step, "type") ?? "nothing");
            escapes = true;
            prefix = TokenizerReader.Word(step, "prepend_scheme") switch
            {
                "never" => SpacePrefix.None,
                "first" => SpacePrefix.First,
                "always" => SpacePrefix.UnlessThere,
                var other => throw Unsupported(place, "pre_tokenizer.prepend_scheme", other ?? "nothing"),
            };
        }

        return escapes ? prefix : throw Unsupported(place, "normalizer", "nothing that marks spaces");
    }

    /// <summary>The token before every text, from the template; null where there is none.</summary>
    private static int? Begin(JsonElement root, ImmutableArray<AddedToken> added, string place)
    {
        int? begin = null;
        foreach (var step in TokenizerReader.Steps(root, "post_processor", "processors"))
        {
            if (TokenizerReader.Word(step, "type") != "TemplateProcessing" || !step.TryGetProperty("single", out var single) || single.ValueKind != JsonValueKind.Array)
                throw Unsupported(place, "post_processor", TokenizerReader.Word(step, "type") ?? "nothing");
            var parts = single.EnumerateArray().ToList();
            if (parts is [var one, _] && one.TryGetProperty("SpecialToken", out var token))
            {
                begin = added.Where(a => a.Text == TokenizerReader.Word(token, "id")).Select(a => (int?)a.Id).FirstOrDefault() ?? throw Unsupported(place, "post_processor", "a token that is not added");
                parts.RemoveAt(0);
            }

            if (parts is not [var text] || !text.TryGetProperty("Sequence", out _)) throw Unsupported(place, "post_processor", "a template with something after the text");
        }

        return begin;
    }

    /// <summary>Whether the first space of a text is taken away when ids become text.</summary>
    private static bool Drops(JsonElement root, string place)
    {
        var drops = false;
        foreach (var step in TokenizerReader.Steps(root, "decoder", "decoders"))
        {
            switch (TokenizerReader.Word(step, "type"))
            {
                case "ByteFallback" or "Fuse": break;
                case "Replace" when Replaces(step, Space, " "): break;
                case "Strip" when TokenizerReader.Word(step, "content") == " " && Number(step, "start") is 0 or 1 && Number(step, "stop") == 0: drops |= Number(step, "start") == 1; break;
                case "Metaspace" when TokenizerReader.Word(step, "replacement") == Space: drops |= TokenizerReader.Word(step, "prepend_scheme") != "never"; break;
                case var other: throw Unsupported(place, "decoder", other ?? "nothing");
            }
        }

        return drops;
    }

    private static bool Replaces(JsonElement step, string from, string to) =>
        step.TryGetProperty("pattern", out var pattern) && TokenizerReader.Word(pattern, "String") == from && TokenizerReader.Word(step, "content") == to;

    private static int Number(JsonElement step, string name) => step.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : -1;

    private static CheckpointException Unsupported(string place, string name, string said) =>
        new($"{place} says {name} = {said}, and of tokenizers with byte fallback only those of Llama and InternLM2 are read; use another model.");
}
