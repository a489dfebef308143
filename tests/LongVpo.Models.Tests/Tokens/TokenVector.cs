using System.Text;
using System.Text.Json;

namespace LongVpo.Models.Tests.Tokens;

/// <summary>One text of a vector file with the ids the reference gives it.</summary>
internal sealed record TokenVector(string Name, string Text, int[] Ids, string? Decoded, string? DecodedSkipSpecial)
{
    /// <summary>The names of a list's cases, so that each is a test of its own; without the folder one that skips.</summary>
    public static TheoryData<string> Names(string file, string list)
    {
        var path = SharedFolder.Root is { } root ? Path.Combine(root, "oracle", file) : null;
        return path is not null && File.Exists(path) ? [.. Read(path, list).Select(vector => vector.Name)] : ["absent"];
    }

    /// <summary>All vectors of a list; skips the test where the folder is absent.</summary>
    public static IReadOnlyList<TokenVector> Require(string file, string list) => Read(SharedFolder.Require("oracle", file), list);

    public static IReadOnlyList<TokenVector> Read(string path, string list)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty(list).EnumerateArray().Select((entry, i) =>
        {
            var text = entry.GetProperty("text").GetString()!;
            return new TokenVector(
                $"{i:D3} {Plain(text)}", text, [.. entry.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())],
                entry.TryGetProperty("decoded", out var decoded) ? decoded.GetString() : null, entry.TryGetProperty("decoded_skip_special", out var skipped) ? skipped.GetString() : null);
        })];
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text.Take(40)) plain.Append(char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '<' or '>' or '_' or '|' ? c : '~');
        return plain.ToString();
    }
}
