using System.Collections.Immutable;
using System.Globalization;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>The turns of phrase that all answers share, so that the same fact is worded the same wherever it comes from.</summary>
public static class Wording
{
    private const int QuoteLettersMost = 160;

    /// <summary><c>on screen at 0:13.3–0:15.2</c>.</summary>
    public static string Place(WordLine line, Citation citation)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(citation);
        return $"{Where(line.Kind)} at {TimeText.Of(citation.Range)}";
    }

    /// <summary>Where words of a kind stand: <c>on screen</c>, <c>in the subtitles</c>.</summary>
    public static string Where(ObservationKind kind) => kind switch
    {
        ObservationKind.ScreenText => "on screen",
        ObservationKind.Subtitle => "in the subtitles",
        ObservationKind.Speech => "in the speech (as transcribed)",
        _ => "in the closed captions",
    };

    /// <summary><c>is</c> or <c>are</c>, with its spaces.</summary>
    public static string Be(int number) => number == 1 ? " is " : " are ";

    /// <summary>A line in quotation marks, cut at a length that still reads as a quotation.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var flat = text.Replace('"', '\'');
        return flat.Length <= QuoteLettersMost ? $"\"{flat}\"" : $"\"{flat[..QuoteLettersMost].TrimEnd()}…\"";
    }

    /// <summary><c>3 cuts</c>, <c>1 cut</c>, <c>no cuts</c>.</summary>
    public static string Count(int number, string one, string? many = null) =>
        number == 0 ? $"no {many ?? one + "s"}" : string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? one + "s")}");

    /// <summary><c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> parts, string last = "and")
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts.Count switch { 0 => "", 1 => parts[0], _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} {last} {parts[^1]}" };
    }

    /// <summary>Times for a list, with the number of those that are left out; without it when there are more than were counted.</summary>
    public static string Times(IReadOnlyList<TimeRange> ranges, int most, bool atLeast = false)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var shown = ranges.Take(most).Select(TimeText.Of).ToList();
        if (atLeast) return $"{string.Join(", ", shown)} and more times";
        return ranges.Count > shown.Count ? $"{string.Join(", ", shown)} and {ranges.Count - shown.Count} more times" : List(shown);
    }

    /// <summary><c> between 0:10 and 0:20</c>, with its leading space; empty when everything was asked about.</summary>
    public static string In(TimeRange? window) =>
        window is not { } range ? "" : TimeText.Of(range.Start) == TimeText.Of(range.End) ? $" at {TimeText.Of(range.Start)}" : $" between {TimeText.Of(range.Start)} and {TimeText.Of(range.End)}";

    /// <summary>First letter in upper case, a full stop at the end.</summary>
    public static string Sentence(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0) return text;
        var capital = char.ToUpperInvariant(text[0]) + text[1..];
        var end = capital[^1] == '"' && capital.Length > 1 ? capital[^2] : capital[^1];
        return end is '.' or '!' or '?' or '…' ? capital : capital + ".";
    }

    /// <summary>Citations in time order, without repetition, up to a number.</summary>
    public static ImmutableArray<Citation> Cited(IEnumerable<Citation> citations, int most) =>
        [.. citations.Distinct().Take(most).OrderBy(c => c.Range.Start).ThenBy(c => c.Range.End).ThenBy(c => c.Segment)];
}
