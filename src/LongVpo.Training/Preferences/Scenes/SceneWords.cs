using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LongVpo.Training.Preferences.Stage1;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>What can be told of captions and questions about scenes by their words.</summary>
internal static partial class SceneWords
{
    private const int SharedLeast = 2;

    /// <summary>Puts a caption beside those before it.</summary>
    public static SceneCaption Caption(int scene, double t0, double t1, string caption, string by, string? context, IReadOnlyList<SceneCaption> before)
    {
        var elements = RuleJudge.Elements(caption, caption);
        int? previous = null;
        foreach (var earlier in before)
            if (earlier.Elements.Intersect(elements, StringComparer.Ordinal).Count() >= SharedLeast) previous = earlier.Scene;
        return new SceneCaption(scene, t0, t1, caption, by, context, elements, previous);
    }

    /// <summary>Scenes that a text names as <c>Scene #N</c>, from 1 in the text and from 0 here; null where it names one that there is not.</summary>
    public static ImmutableArray<int>? Cited(string text, int scenes)
    {
        int[] cited = [.. Citation().Matches(text).Select(static match => int.TryParse(match.Groups[1].Value, out var number) ? number - 1 : -1).Distinct().Order()];
        return cited.Any(scene => scene < 0 || scene >= scenes) ? null : [.. cited];
    }

    /// <summary>Whether a question names scenes or times, which nobody sees who only watches.</summary>
    public static bool NamesScenes(string question) => Naming().IsMatch(question);

    /// <summary>How alike two texts are by their words: from 0 to 1 for the same words.</summary>
    public static double Likeness(string one, string other)
    {
        var (mine, yours) = (QuestionRules.Words(one), QuestionRules.Words(other));
        if (mine.Count + yours.Count == 0) return 1;
        var left = yours.ToList();
        var shared = mine.Count(left.Remove);
        return 2.0 * shared / (mine.Count + yours.Count);
    }

    [GeneratedRegex(@"scene\s*#?\s*(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Citation();

    [GeneratedRegex(@"\bscenes?\b|#\s*\d|\b\d+:\d\d\b|\b\d+\s*(s|sec|seconds?|minutes?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Naming();
}
