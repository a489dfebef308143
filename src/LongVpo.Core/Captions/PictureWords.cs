using System.Globalization;

namespace LongVpo.Core.Captions;

/// <summary>Words for how a picture looks and moves, shared by the captions of segments and of the nodes above them.</summary>
internal static class PictureWords
{
    // Below these shares a colour is there but does not make the picture.
    private const double Mostly = 0.4;
    private const double Notable = 0.15;

    private static readonly string[] Greys = ["black", "grey", "white"];

    /// <summary>Adjectives for brightness and colour: <c>bright, mostly green</c>; empty when nothing stands out.</summary>
    /// <param name="brightness">The brightness word.</param>
    /// <param name="shares">Mean share of each colour, 0 to 1.</param>
    public static string Look(string? brightness, IEnumerable<KeyValuePair<string, double>> shares)
    {
        var parts = new List<string>();
        var colour = Colour([.. shares.OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal)]);
        if (brightness is "dark" or "dim" or "bright" && !(brightness == "dark" && colour == "mostly black") && !(brightness == "bright" && colour == "mostly white")) parts.Add(brightness);
        if (colour is not null) parts.Add(colour);
        return string.Join(", ", parts);
    }

    /// <summary><c>with fast movement</c>; null for ordinary movement, which is not worth a word.</summary>
    public static string? Motion(string? word) => word switch { "slight" => "with little movement", "strong" => "with fast movement", _ => null };

    /// <summary><c>pans left and zooms in</c>, each move once in the order given; null when there is none.</summary>
    public static string? Camera(IEnumerable<string> moves)
    {
        var verbs = moves.Distinct().Take(3).Select(Verb).ToList();
        return verbs.Count == 0 ? null : Join(verbs);
    }

    /// <summary><c>a bright picture</c>, <c>an orange picture</c>.</summary>
    public static string WithArticle(string phrase) => ("aeio".Contains(char.ToLowerInvariant(phrase[0]), StringComparison.Ordinal) ? "an " : "a ") + phrase;

    /// <summary><c>a, b and c</c>.</summary>
    public static string Join(IReadOnlyList<string> parts) => parts.Count <= 1 ? string.Concat(parts) : $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}";

    /// <summary>A capital at the beginning and a full stop at the end.</summary>
    public static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] is '.' or '!' or '?' ? "" : ".");

    /// <summary>In quotation marks, cut where it gets long.</summary>
    public static string Quote(string text, int lettersMost = 90)
    {
        var flat = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace('"', '\'');
        return flat.Length <= lettersMost ? $"\"{flat}\"" : $"\"{flat[..lettersMost].TrimEnd()}…\"";
    }

    public static string Count(int number, string one) => string.Create(CultureInfo.InvariantCulture, $"{number} {one}{(number == 1 ? "" : "s")}");

    private static string? Colour(List<KeyValuePair<string, double>> shares)
    {
        if (shares.Count == 0) return null;
        var coloured = shares.Where(s => !Greys.Contains(s.Key)).ToList();
        if (coloured.Sum(s => s.Value) < 0.08) return shares[0].Value >= 0.6 ? $"mostly {shares[0].Key}" : "grey";
        if (shares[0].Value >= Mostly) return $"mostly {shares[0].Key}";
        var notable = coloured.Where(s => s.Value >= Notable).Take(2).Select(s => s.Key).ToList();
        return notable.Count == 0 ? null : string.Join(" and ", notable);
    }

    private static string Verb(string move)
    {
        var space = move.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? move + "s" : $"{move[..space]}s{move[space..]}";
    }
}
