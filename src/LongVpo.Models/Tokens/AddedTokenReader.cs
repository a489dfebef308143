using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tokens;

/// <summary>Reads added tokens, which stand in two files in two shapes, and refuses those that would eat the space around them.</summary>
internal static class AddedTokenReader
{
    /// <summary>The list of a <c>tokenizer.json</c>.</summary>
    public static ImmutableArray<AddedToken> ReadList(JsonElement list, string place) =>
        Checked([.. list.EnumerateArray().Select(entry => Read(entry, Id(entry, place), place))], place);

    /// <summary>The object of a <c>tokenizer_config.json</c>, by id.</summary>
    public static ImmutableArray<AddedToken> ReadMap(JsonElement map, string place) =>
        Checked([.. map.EnumerateObject().Select(entry => Read(entry.Value, int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1, place))], place);

    private static AddedToken Read(JsonElement entry, int id, string place)
    {
        if (id is < 0 or > BytePairTokenizer.MaxId || !entry.TryGetProperty("content", out var content) || content.GetString() is not { Length: > 0 } text)
            throw new CheckpointException($"{place} has an added token without text or with an id that cannot be; download it again.");
        if (Flag(entry, "lstrip") || Flag(entry, "rstrip") || Flag(entry, "single_word") || (Flag(entry, "normalized") && !Ascii.IsValid(text)))
            throw new CheckpointException($"{place} has the added token {text} with lstrip, rstrip, single_word or normalized, and only exact ones are cut out; use another model.");
        return new AddedToken(id, text, Flag(entry, "special"));
    }

    private static ImmutableArray<AddedToken> Checked(ImmutableArray<AddedToken> tokens, string place) =>
        tokens.DistinctBy(token => token.Id).Count() == tokens.Length && tokens.DistinctBy(token => token.Text).Count() == tokens.Length
            ? tokens
            : throw new CheckpointException($"{place} has an added token twice; download it again.");

    private static int Id(JsonElement entry, string place) =>
        entry.TryGetProperty("id", out var value) && value.TryGetInt32(out var id) ? id : throw new CheckpointException($"{place} has an added token without an id; download it again.");

    private static bool Flag(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
