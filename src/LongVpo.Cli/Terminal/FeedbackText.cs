using System.Text.Json;

namespace LongVpo.Cli.Terminal;

/// <summary>Puts what a node tells about feedback into a few lines for a person.</summary>
internal static class FeedbackText
{
    /// <summary>The text of any of the three documents that the endpoints of answers give.</summary>
    public static string Of(JsonElement told)
    {
        if (told.TryGetProperty("contradicted", out var contradicted)) return $"{told.GetProperty("answer").GetProperty("answer").GetString()}\n  (contradicts {contradicted.GetInt32()} earlier answers)";
        if (told.TryGetProperty("verdict", out _)) return $"{Line(told)}{(told.TryGetProperty("kept", out var kept) && kept.GetString() is { } how && how != "new" ? $" ({how})" : string.Empty)}";
        var lines = told.GetProperty("feedback").EnumerateArray().Select(said => "  " + Line(said)).DefaultIfEmpty("  (nothing was said about it)");
        return $"{told.GetProperty("question").GetString()}\n{told.GetProperty("answer").GetProperty("answer").GetString()}\n{string.Join('\n', lines)}";
    }

    private static string Line(JsonElement said)
    {
        var places = string.Join(", ", said.GetProperty("segments").EnumerateArray().Select(place => place.GetString()));
        var text = said.TryGetProperty("text", out var words) ? words.GetString() : null;
        return string.Join("  ", new[] { said.GetProperty("verdict").GetString(), text, places }.Where(part => !string.IsNullOrEmpty(part)));
    }
}
