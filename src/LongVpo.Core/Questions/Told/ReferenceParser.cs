using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LongVpo.Core.Questions.Text;

namespace LongVpo.Core.Questions.Told;

/// <summary>Reads whom a question means, from the outside in: "the object right after the one that shares the place of the red circle" is a red circle, whoever shares its place, and what follows.</summary>
internal static partial class ReferenceParser
{
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // More steps than these are no question that a person asks, and reading them would cost more than a question may.
    private const int StepsMost = 8;

    private static readonly FrozenSet<string> Anything = Vocabulary.Set("object objects thing things one figure something somebody someone anything anybody scene scenes shape subject who");

    /// <summary>Null where it cannot be read.</summary>
    public static Reference? Read(string text, int steps = 0)
    {
        var words = text.Trim(' ', ',');
        if (words.Length == 0 || steps > StepsMost) return null;
        if (NextPattern().Match(words) is { Success: true } next) return Inner(next, before => new NextReference(words, before));
        if (SharedPattern().Match(words) is { Success: true } shared) return Inner(shared, with => new PlaceReference(words, with));
        if (DeedPattern().Match(words) is { Success: true } deed) return Inner(deed, to => new DeedReference(words, Phrase.Of(deed.Groups["deed"].Value), to));
        return Named(words);

        Reference? Inner(Match match, Func<Reference, Reference> outer) => Read(match.Groups["of"].Value, steps + 1) is { } inner ? outer(inner) : null;
    }

    /// <summary>Somebody by the name, the doing and the place that are said.</summary>
    public static NamedReference? Named(string words)
    {
        var match = NamedPattern().Match(OnScreenPattern().Replace(words, " ").Trim());
        if (!match.Success) return null;
        var who = Phrase.Of(match.Groups["who"].Value);
        // "The object" is anything; "the object of art" is not, and neither is a name with a word that only points there.
        if (who.Words.All(word => Anything.Contains(word.Word))) who = Phrase.Empty;
        return new NamedReference(words, who, Phrase.Of(match.Groups["doing"].Value), Phrase.Of(match.Groups["place"].Value));
    }

    [GeneratedRegex(@"^.*?\b(?:right|directly|immediately|just)\s+(?:after|following)\s+(?<of>.+)$", Any)]
    private static partial Regex NextPattern();

    [GeneratedRegex(@"^(?:the\s+)?(?:\w+\s+)?\w+\s+(?:(?:that|who|which)\s+shares\s+the\s+place\s+(?:of|with)|in\s+the\s+(?:same\s+)?place\s+(?:of|as))\s+(?<of>.+)$", Any)]
    private static partial Regex SharedPattern();

    [GeneratedRegex(@"^(?:the\s+)?(?:object|thing|one|figure|person|somebody|someone)\s+(?:that|who|which)\s+(?<deed>[a-z]+ed)\s+(?<of>.+)$", Any)]
    private static partial Regex DeedPattern();

    [GeneratedRegex(@"\b(?:on\s+(?:the\s+)?screen|in\s+the\s+(?:picture|video|film|clip|frame))\b", Any)]
    private static partial Regex OnScreenPattern();

    [GeneratedRegex(@"^(?<who>.+?)(?:\s+(?:that|who|which)\s+(?<doing>.+?))?(?:\s+(?<place>(?:in|at|on|inside|near)\s+(?:the|an?)\s+\S.*))?$", Any)]
    private static partial Regex NamedPattern();
}
