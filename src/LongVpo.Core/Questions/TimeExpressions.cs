using System.Globalization;
using System.Text.RegularExpressions;

namespace LongVpo.Core.Questions;

/// <summary>Reads the time a question names in English, and takes it out of the text so that "minute" is not searched for.</summary>
public static partial class TimeExpressions
{
    private const string Unit = @"(?:hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|sec|s)";
    private const string Clock = @"\d{1,3}:\d{2}(?::\d{2})?(?:\.\d+)?";
    private const string Iso = @"PT(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?";
    private const string WithUnit = @"(?:\d+(?:\.\d+)?\s*" + Unit + @"\b(?:\s*(?:and|,)?\s*(?=\d+(?:\.\d+)?\s*" + Unit + @"\b))?)+";
    private const string Time = "(?:" + Clock + "|" + Iso + "|" + WithUnit + ")";
    private const string Bare = @"(?:" + Clock + "|" + Iso + "|" + WithUnit + @"|\d+(?:\.\d+)?)";
    private const string Lead = @"(?:(?:in|during|within|for|over|throughout|of)\s+)?(?:the\s+)?";
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Dictionary<string, string> NumberWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["one"] = "1", ["two"] = "2", ["three"] = "3", ["four"] = "4", ["five"] = "5", ["six"] = "6", ["seven"] = "7", ["eight"] = "8", ["nine"] = "9",
        ["ten"] = "10", ["twelve"] = "12", ["fifteen"] = "15", ["twenty"] = "20", ["thirty"] = "30", ["forty"] = "40", ["forty-five"] = "45",
        ["sixty"] = "60", ["ninety"] = "90", ["half a"] = "0.5", ["half an"] = "0.5", ["a"] = "1", ["an"] = "1",
    };

    /// <summary>The first time expression of a question, and the question without it.</summary>
    public static (AskedTime? Time, string Remaining) Take(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        // A quotation is what is looked for, never when.
        var hidden = QuotedPattern().Replace(question, m => new string('\u0001', m.Length));
        var spelled = NumberWordPattern().Replace(hidden, m => NumberWords[m.Groups[1].Value] + m.Groups[2].Value);
        foreach (var (pattern, read) in Readers)
        {
            var match = pattern.Match(spelled);
            if (!match.Success || read(match) is not { } time) continue;
            var rest = spelled.Remove(match.Index, match.Length).Insert(match.Index, " ");
            return (time, Restored(rest, question));
        }

        return (null, question);
    }

    private static IEnumerable<(Regex Pattern, Func<Match, AskedTime?> Read)> Readers { get; } =
    [
        (SpanPattern(), m => Span(m.Groups["a"].Value, m.Groups["b"].Value)),
        (StartToPattern(), m => new AskedTime(AskedTimeKind.Before, Seconds(m.Groups["a"].Value))),
        (ToEndPattern(), m => new AskedTime(AskedTimeKind.After, Seconds(m.Groups["a"].Value))),
        (FirstLastPattern(), m => FirstOrLast(m.Groups["edge"].Value, Seconds((m.Groups["n"].Success ? m.Groups["n"].Value : "1") + " " + m.Groups["unit"].Value))),
        (PartPattern(), Part),
        (MinutePattern(), m => OfMinute(int.Parse(m.Groups["n"].Value, CultureInfo.InvariantCulture), m.Groups["unit"].Value)),
        (SecondPattern(), m => OfSecond(double.Parse(m.Groups["n"].Value, CultureInfo.InvariantCulture))),
        (AroundPattern(), m => new AskedTime(AskedTimeKind.Around, Seconds(m.Groups["a"].Value))),
        (AfterPattern(), m => new AskedTime(AskedTimeKind.After, Seconds(m.Groups["a"].Value))),
        (BeforePattern(), m => new AskedTime(AskedTimeKind.Before, Seconds(m.Groups["a"].Value))),
        (AtPattern(), m => new AskedTime(AskedTimeKind.At, Seconds(m.Groups["a"].Value))),
        (EdgePattern(), m => new AskedTime(IsEnd(m.Groups["edge"].Value) ? AskedTimeKind.End : AskedTimeKind.Start)),
        (MiddlePattern(), _ => new AskedTime(AskedTimeKind.Share, 1.0 / 3, 2.0 / 3)),
    ];

    /// <summary>Seconds of <c>1:02:03.5</c>, <c>2 min 30 s</c>, <c>PT1M30S</c> or a bare number.</summary>
    public static double Seconds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains(':', StringComparison.Ordinal))
            return text.Split(':').Aggregate(0.0, (sum, part) => (sum * 60) + double.Parse(part, CultureInfo.InvariantCulture));
        var parts = AmountPattern().Matches(text);
        if (parts.Count == 0) return double.Parse(text, CultureInfo.InvariantCulture);
        return parts.Sum(part => double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * UnitSeconds(part.Groups[2].Value));
    }

    private static AskedTime Span(string from, string to)
    {
        // "between 1 and 2 minutes": the unit is said once and holds for both.
        var unit = AmountPattern().Match(to);
        var first = !from.Contains(':', StringComparison.Ordinal) && !AmountPattern().IsMatch(from) && unit.Success ? from + unit.Groups[2].Value : from;
        return new AskedTime(AskedTimeKind.Between, Seconds(first), Seconds(to));
    }

    private static AskedTime FirstOrLast(string edge, double seconds) =>
        IsEnd(edge) ? new AskedTime(AskedTimeKind.FromEnd, seconds) : new AskedTime(AskedTimeKind.FromStart, 0, seconds);

    private static AskedTime Part(Match match)
    {
        var count = match.Groups["of"].Value.ToUpperInvariant() switch { "HALF" => 2, "THIRD" => 3, _ => 4 };
        var index = match.Groups["n"].Value.ToUpperInvariant() switch { "FIRST" => 0, "SECOND" => 1, "THIRD" => 2, "FOURTH" => 3, _ => count - 1 };
        return new AskedTime(AskedTimeKind.Share, (double)Math.Min(index, count - 1) / count, (double)(Math.Min(index, count - 1) + 1) / count);
    }

    private static AskedTime? OfMinute(int number, string unit)
    {
        if (number < 1) return null;
        var length = UnitSeconds(unit);
        return new AskedTime(AskedTimeKind.FromStart, (number - 1) * length, number * length);
    }

    private static AskedTime OfSecond(double second) =>
        second == Math.Floor(second) ? new AskedTime(AskedTimeKind.Between, second, second + 1) : new AskedTime(AskedTimeKind.At, second);

    private static bool IsEnd(string edge) => edge.ToUpperInvariant() is "LAST" or "FINAL" or "CLOSING" or "END" or "ENDING" or "FINISH" or "CLOSE";

    private static double UnitSeconds(string unit) => char.ToLowerInvariant(unit[0]) switch { 'h' => 3600, 'm' => 60, _ => 1 };

    // Quotations come back letter by letter: only what stood before and after them may have moved.
    private static string Restored(string rest, string question)
    {
        using var quotes = QuotedPattern().Matches(question).Select(m => m.Value).GetEnumerator();
        return HiddenPattern().Replace(rest, _ => quotes.MoveNext() ? quotes.Current : "");
    }

    [GeneratedRegex("\"[^\"]+\"|“[^”]+”|«[^»]+»|(?<!\\w)'[^']{2,}'(?!\\w)")]
    private static partial Regex QuotedPattern();

    [GeneratedRegex("\u0001+")]
    private static partial Regex HiddenPattern();

    [GeneratedRegex(@"\b(half an?|forty-five|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|sixty|ninety|an?)((?:\s+|-)(?:hours?|minutes?|mins?|seconds?|secs?)\b)", Any)]
    private static partial Regex NumberWordPattern();

    [GeneratedRegex(@"(\d+(?:\.\d+)?)\s*(hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|sec|s)(?![a-z])", Any)]
    private static partial Regex AmountPattern();

    [GeneratedRegex(@"\b(?:between\s+(?:seconds?\s+|minutes?\s+)?(?<a>" + Bare + @")\s*(?:and|to|-|–)\s*(?<b>" + Bare + @")|from\s+(?:seconds?\s+)?(?<a>" + Bare + @")\s*(?:until|till|to|-|–)\s*(?<b>" + Bare + @")|(?:(?:in|at|during)\s+)?(?<a>" + Bare + @")\s*(?:-|–|to)\s*(?<b>" + Time + @"))(?!\w)", Any)]
    private static partial Regex SpanPattern();

    [GeneratedRegex(@"\bfrom\s+the\s+(?:very\s+)?(?:start|beginning)\s*(?:until|till|up to|to)\s*(?<a>" + Time + @")(?!\w)", Any)]
    private static partial Regex StartToPattern();

    [GeneratedRegex(@"\b(?:from|between|after)\s+(?<a>" + Time + @")\s*(?:until|till|to|and)\s*the\s+(?:very\s+)?end\b", Any)]
    private static partial Regex ToEndPattern();

    [GeneratedRegex(@"\b" + Lead + @"(?:very\s+)?(?<edge>first|initial|opening|last|final|closing)\s+(?:(?<n>\d+(?:\.\d+)?)\s*)?-?(?<unit>" + Unit + @")\b", Any)]
    private static partial Regex FirstLastPattern();

    [GeneratedRegex(@"\b" + Lead + @"(?<n>first|second|third|fourth|last|final)\s+(?<of>half|third|quarter)\b", Any)]
    private static partial Regex PartPattern();

    [GeneratedRegex(@"\b(?:(?:in|during|within|at)\s+)(?:the\s+)?(?:(?<unit>minute|hour)\s+(?<n>\d+)|(?<n>\d+)(?:st|nd|rd|th)\s+(?<unit>minute|hour))\b", Any)]
    private static partial Regex MinutePattern();

    [GeneratedRegex(@"\b(?:(?:in|during|at|on)\s+)?(?:the\s+)?second\s+(?<n>\d+(?:\.\d+)?)\b", Any)]
    private static partial Regex SecondPattern();

    [GeneratedRegex(@"(?:\b(?:at\s+)?(?:around|about|near|approximately|roughly|circa|close\s+to)\s+|~\s*)(?:the\s+)?(?<a>" + Time + @")(?!\w)(?:\s+mark\b)?", Any)]
    private static partial Regex AroundPattern();

    [GeneratedRegex(@"\b(?:after|since|from|past|later\s+than|starting\s+at)\s+(?:the\s+)?(?<a>" + Time + @")(?!\w)(?:\s+(?:mark|onwards?|on)\b)?", Any)]
    private static partial Regex AfterPattern();

    [GeneratedRegex(@"\b(?:before|until|till|up\s+to|by|earlier\s+than|prior\s+to)\s+(?:the\s+)?(?<a>" + Time + @")(?!\w)(?:\s+mark\b)?", Any)]
    private static partial Regex BeforePattern();

    [GeneratedRegex(@"(?:\b(?:at|on)\s+(?:exactly\s+|precisely\s+|time\s+|t\s*=\s*|the\s+)?|@\s*|\bt\s*=\s*)(?<a>" + Time + @"|\d+\.\d+|\d+(?=\s*\?*\s*$))(?!\w)(?:\s+mark\b)?(?:\s+(?:in|into\s+the\s+(?:video|film|clip))\b)?", Any)]
    private static partial Regex AtPattern();

    [GeneratedRegex(@"\b(?:right\s+)?(?:at|in|near|towards?)\s+(?:the\s+)?(?:very\s+)?(?<edge>start|beginning|opening|outset|end|ending|finish|close)\b(?:\s+of\s+(?:the|this)\s+(?:video|film|clip|movie|recording|footage))?", Any)]
    private static partial Regex EdgePattern();

    [GeneratedRegex(@"\b(?:at|in|near|around)\s+the\s+middle\b(?:\s+of\s+(?:the|this)\s+(?:video|film|clip|movie|recording|footage))", Any)]
    private static partial Regex MiddlePattern();
}
