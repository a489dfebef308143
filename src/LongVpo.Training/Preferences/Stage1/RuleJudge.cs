using System.Collections.Frozen;
using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>
/// Judges by captions alone whether a question is about one clip: it must rest on two elements or more of the anchor's caption, and no other clip's caption may have all of them. It stands
/// where LongVPO's recipe has a language model judge, and needs none.
/// </summary>
public static class RuleJudge
{
    /// <summary>How it is named in pairs.</summary>
    public const string Name = "rule";

    private const int LeastElements = 2;

    // Words that ask, join or hold a sentence's place point at nothing that is seen.
    private static readonly FrozenSet<string> Empty = FrozenSet.Create(StringComparer.Ordinal,
        ("a an and are as at be been being by did do does for from had has have how in into is it its near number object objects of on one or other person shown seen something somebody someone that the their them then there " +
         "these they thing this those to two was were what when where which while who whom whose why with appear appears appearing happen happens happening doing done").Split(' '));

    /// <summary>The elements of a question: the words that point at something in the anchor's caption.</summary>
    public static ImmutableArray<string> Elements(string question, string anchor)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(anchor);
        var said = QuestionRules.Words(anchor).ToHashSet(StringComparer.Ordinal);
        return [.. QuestionRules.Words(question).Distinct(StringComparer.Ordinal).Where(word => !Empty.Contains(word) && said.Contains(word))];
    }

    /// <summary>Why a question is not about the anchor alone; null when it is.</summary>
    /// <param name="question">The question.</param>
    /// <param name="anchor">The anchor's caption.</param>
    /// <param name="others">The other clips' captions.</param>
    public static string? Fault(string question, string anchor, IEnumerable<string> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        var elements = Elements(question, anchor);
        if (elements.Length < LeastElements) return RejectReasons.Vague;
        return others.Any(other => HasAll(other, elements)) ? RejectReasons.Ambiguous : null;
    }

    private static bool HasAll(string caption, ImmutableArray<string> elements)
    {
        var said = QuestionRules.Words(caption).ToHashSet(StringComparer.Ordinal);
        return elements.All(said.Contains);
    }
}
