using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LongVpo.Core.Questions.Told;

/// <summary>Reads the questions that a caption's subject, verb, place or number can answer. What it cannot read is left to the rules over words and measurements.</summary>
public static partial class ToldQuestionParser
{
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static IEnumerable<(Regex Pattern, Func<Match, ToldQuestion?> Read)> Forms { get; } =
    [
        (TwicePattern(), Twice),
        (DoingPattern(), m => About(ToldKind.Doing, m.Groups["of"].Value) is { } asked ? asked with { Turn = TurnOf(m.Groups["turn"].Value) } : null),
        (NumberPattern(), m => About(ToldKind.Number, m.Groups["of"].Value)),
        (WherePattern(), m => About(ToldKind.Place, m.Groups["of"].Value)),
        (OrderPattern(), Order),
        (CountPattern(), m => About(ToldKind.Count, m.Groups["of"].Value)),
        (CountPlacePattern(), m => About(ToldKind.Count, "scene " + m.Groups["place"].Value)),
        (DoerPattern(), m => ReferenceParser.Read(m.Groups["of"].Value) is { } to ? new ToldQuestion(ToldKind.Doer, [new DeedReference(m.Value, Phrase.Of(m.Groups["deed"].Value), to)]) : null),
        (SubjectPattern(), Subject),
    ];

    /// <summary>Null for a question of another kind.</summary>
    /// <param name="text">The question without the time it names.</param>
    public static ToldQuestion? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = SpacePattern().Replace(text, " ").Trim(' ', '?', '.', '!', ',');
        foreach (var (pattern, read) in Forms)
            if (pattern.Match(plain) is { Success: true } match && read(match) is { } asked) return asked;
        return null;
    }

    private static ToldQuestion? About(ToldKind kind, string reference) => ReferenceParser.Read(reference) is { } about ? new ToldQuestion(kind, [about]) : null;

    private static ToldQuestion? Twice(Match match)
    {
        var times = match.Groups["times"].Value.ToUpperInvariant() switch { "TWICE" => 2, "THREE TIMES" => 3, _ => 4 };
        return About(ToldKind.Doing, $"{match.Groups["of"].Value} {match.Groups["place"].Value}") is { } asked ? asked with { Turn = TurnOf(match.Groups["turn"].Value), Times = times } : null;
    }

    private static ToldQuestion? Order(Match match)
    {
        ImmutableArray<Reference> about = [.. ListPattern().Split(match.Groups["list"].Value).Select(one => ReferenceParser.Read(one)).OfType<Reference>()];
        return about.Length < 2 ? null : new ToldQuestion(ToldKind.Order, about) { Turn = TurnOf(match.Groups["edge"].Value) };
    }

    // "Which object moves left in the harbour?" names all but who it is.
    private static ToldQuestion? Subject(Match match) =>
        ReferenceParser.Named($"{(match.Groups["head"].Success ? match.Groups["head"].Value : "somebody")} that {match.Groups["rest"].Value}") is { Doing.Words.IsEmpty: false } asked ? new ToldQuestion(ToldKind.Subject, [asked]) : null;

    private static int TurnOf(string word) => word.ToUpperInvariant() switch
    {
        "FIRST" => 1, "SECOND" => 2, "THIRD" => 3, "FOURTH" => 4, "FIFTH" => 5, "LAST" => ToldQuestion.LastTurn, "" => 0,
        var digits => int.Parse(digits.AsSpan(0, digits.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpacePattern();

    [GeneratedRegex(@"^(?<of>.+?)\s+(?:is|are)\s+(?:seen|shown)\s+(?<times>twice|three\s+times|four\s+times)(?:\s+(?<place>(?:in|at|on)\s+.+?))?,\s*what\s+(?:does|do)\s+(?:it|he|she|they)\s+do(?:\s+there)?\s+the\s+(?<turn>first|second|third|fourth|last)\s+time$", Any)]
    private static partial Regex TwicePattern();

    [GeneratedRegex(@"^what\s+(?:does|do|did|is|are)\s+(?<of>.+?)\s+(?:do|doing)(?:\s+there)?(?:\s+the\s+(?<turn>first|second|third|fourth|fifth|last|\d{1,2}(?:st|nd|rd|th))\s+time(?:\s+(?:it|he|she|they)\s+(?:(?:is|are)\s+(?:seen|shown)|appears?))?)?$", Any)]
    private static partial Regex DoingPattern();

    [GeneratedRegex(@"^(?:which|what)\s+number\s+(?:(?:appears|is\s+(?:seen|shown)|goes|comes)\s+(?:with|beside|next\s+to)\s+(?<of>.+)|does\s+(?<of>.+?)\s+(?:have|show|carry|wear))$", Any)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^(?:where\s+(?:is|are|was|were)|(?:in|at)\s+(?:which|what)\s+place\s+(?:is|are|was|were))\s+(?<of>.+)$", Any)]
    private static partial Regex WherePattern();

    [GeneratedRegex(@"^(?:which|who|what)\s+(?:is|was|comes|appears)(?:\s+(?:seen|shown))?\s+(?<edge>first|last)\s*[,:]\s*(?<list>.+)$", Any)]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"\s*,\s*(?:or\s+)?|\s+or\s+", Any)]
    private static partial Regex ListPattern();

    [GeneratedRegex(@"^(?:how\s+many\s+scenes\s+(?:show|have|contain)|how\s+(?:many\s+times|often)\s+(?:is|are))\s+(?<of>.+?)(?:\s+(?:seen|shown))?$", Any)]
    private static partial Regex CountPattern();

    [GeneratedRegex(@"^how\s+many\s+scenes\s+(?:are|is|play|happen)\s+(?<place>(?:in|at|on)\s+.+)$", Any)]
    private static partial Regex CountPlacePattern();

    [GeneratedRegex(@"^who\s+(?<deed>[a-z]+ed)\s+(?<of>.+)$", Any)]
    private static partial Regex DoerPattern();

    [GeneratedRegex(@"^(?:who|(?:which|what)\s+(?<head>(?!is\b|are\b|was\b|were\b|does\b|do\b|did\b|has\b|have\b)\w+))\s+(?<rest>\w+.*)$", Any)]
    private static partial Regex SubjectPattern();
}
