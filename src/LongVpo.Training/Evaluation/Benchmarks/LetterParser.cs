using System.Text.RegularExpressions;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>Finds which option a reply chooses. One function for all benchmarks, so that a difference between them is never one of reading.</summary>
public static partial class LetterParser
{
    /// <summary>The chosen option, from 0; null where the reply chooses none.</summary>
    /// <param name="reply">What the model said.</param>
    /// <param name="options">How many options the question has; letters beyond them choose nothing.</param>
    public static int? Parse(string reply, int options)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var text = reply.Trim().TrimStart('*', '`', '"', '\'');
        var told = Told().Matches(text);
        // Who reasons first says the result last.
        if (told.Count > 0 && Place(told[^1].Groups[1].Value, options) is { } last) return last;
        var start = Alone().Match(text);
        if (start.Success && Place(start.Groups[1].Value, options) is { } alone) return alone;
        var strong = Strong().Matches(text).Select(match => Place(match.Groups[1].Value + match.Groups[2].Value, options)).Where(place => place is not null).ToList();
        if (strong.Count > 0) return strong.Distinct().Count() == 1 ? strong[0] : text.Length > 60 ? strong[^1] : strong[0];
        // A lone letter at the very end, as in "so it must be B".
        var end = End().Match(text);
        return end.Success ? Place(end.Groups[1].Value, options) : null;
    }

    /// <summary>The text of an option that was published with its letter, such as "A. A dog.".</summary>
    public static string WithoutLetter(string option, int place)
    {
        ArgumentNullException.ThrowIfNull(option);
        var letter = BenchmarkItem.Letter(place);
        var text = option.TrimStart();
        return text.Length > 1 && text[0] == letter && text[1] is '.' or ')' or ':' ? text[2..].Trim() : option.Trim();
    }

    private static int? Place(string letter, int options) => letter.Length == 1 && letter[0] - 'A' is >= 0 and var place && place < options ? place : null;

    [GeneratedRegex(@"(?:answer|option|choice)\s*(?:is|:|=)?\s*:?\s*[\*\(""']*([A-Z])(?![A-Za-z'])", RegexOptions.IgnoreCase)]
    private static partial Regex Told();

    [GeneratedRegex(@"^\(?([A-Z])(?:[\)\.:,]|\s*$|\n)")]
    private static partial Regex Alone();

    [GeneratedRegex(@"\(([A-Z])\)|(?<![A-Za-z])([A-Z])[\.:\)](?![A-Za-z])")]
    private static partial Regex Strong();

    [GeneratedRegex(@"(?<![A-Za-z'])([B-HJ-Z]|A(?=\W*$))\W*$")]
    private static partial Regex End();
}
