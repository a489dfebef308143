using System.Collections.Frozen;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>What can be told of a question and two responses without looking at anything.</summary>
public static class QuestionRules
{
    private static readonly FrozenSet<string> YesOrNo = FrozenSet.Create(StringComparer.Ordinal, "is", "are", "was", "were", "do", "does", "did", "can", "could", "has", "have", "had", "will", "would", "should");
    private static readonly string[] Pointing = ["this clip", "this video", "this scene", "the clip", "the video", "the scene", "this footage", "the footage", "at the beginning", "at the end", "the first scene", "the last scene", "timestamp", " second mark"];

    /// <summary>Why a question is unfit to be asked of a long video; null when it is fit.</summary>
    /// <param name="question">The question.</param>
    /// <param name="mostWords">Longest one, in words.</param>
    public static string? Fault(string question, int mostWords)
    {
        ArgumentNullException.ThrowIfNull(question);
        var lower = question.ToLowerInvariant();
        var words = Words(lower);
        if (words.Count == 0) return RejectReasons.NoQuestion;
        // Among other clips such words point at nothing, or at another clip.
        if (Pointing.Any(words => lower.Contains(words, StringComparison.Ordinal)) || words.Any(static word => word is "here" or "now")) return RejectReasons.Deictic;
        if (YesOrNo.Contains(words[0])) return RejectReasons.YesOrNo;
        return words.Count > mostWords ? RejectReasons.LongQuestion : null;
    }

    /// <summary>Why two responses make no pair; null when they do.</summary>
    public static string? Fault(string question, string chosen, string rejected)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (string.IsNullOrWhiteSpace(chosen) || string.IsNullOrWhiteSpace(rejected)) return RejectReasons.Empty;
        // A question that names both lets choose between them and tells neither.
        if (IsIn(question, chosen) && !IsIn(question, rejected)) return RejectReasons.ToldByQuestion;
        if (PairRules.Same(chosen, rejected)) return RejectReasons.Same;
        return PairRules.IsLengthTelling(chosen, rejected) ? RejectReasons.Length : null;
    }

    private static bool IsIn(string question, string response) => question.Contains(response.Trim().TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    /// <summary>A text's words: letters and digits, in lower case.</summary>
    internal static List<string> Words(string text)
    {
        var words = new List<string>();
        var begin = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isLetter = i < text.Length && (char.IsLetterOrDigit(text[i]) || (text[i] == '\'' && begin >= 0));
            if (isLetter && begin < 0) begin = i;
            if (isLetter || begin < 0) continue;
            words.Add(text[begin..i].ToLowerInvariant());
            begin = -1;
        }

        return words;
    }
}
