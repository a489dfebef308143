using System.Text.RegularExpressions;
using LongVpo.Core.Answers;

namespace LongVpo.Node;

/// <summary>Reads what a person typed into a search: words, and one phrase in double quotes.</summary>
internal static partial class SearchWords
{
    public static EvidenceQuery Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrase = Quoted().Match(text);
        var rest = phrase.Success ? text.Remove(phrase.Index, phrase.Length) : text;
        var words = rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => word.Trim('"')).Where(word => word.Length > 0);
        return new EvidenceQuery { Words = [.. words.Select(word => System.Collections.Immutable.ImmutableArray.Create(word))], Phrase = phrase.Success ? phrase.Groups[1].Value : null };
    }

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
