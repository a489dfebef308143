using LongVpo.Models.Training;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>
/// Finds out how far one gets without looking: a naive Bayes classifier over a response's words and length, trained on four fifths of the pairs and asked which response of each of
/// the rest is the preferred one. Near one half there is no short cut to learn.
/// </summary>
public static class ShortcutJudge
{
    private const int Folds = 5;

    /// <summary>Share of pairs told apart, a tie counting one half; 0.5 of fewer than ten pairs, of which nothing can be said.</summary>
    public static double Accuracy(IReadOnlyList<PreferencePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count < 2 * Folds) return 0.5;
        var right = 0.0;
        for (var fold = 0; fold < Folds; fold++)
        {
            var (chosen, rejected) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
            for (var i = 0; i < pairs.Count; i++)
            {
                if (FoldOf(pairs[i]) == fold) continue;
                Add(chosen, pairs[i].Chosen);
                Add(rejected, pairs[i].Rejected);
            }

            var (allChosen, allRejected) = (chosen.Values.Sum(), rejected.Values.Sum());
            var kinds = chosen.Keys.Union(rejected.Keys, StringComparer.Ordinal).Count();
            double Lean(string text) => Features(text).Sum(feature =>
                Math.Log((chosen.GetValueOrDefault(feature) + 1.0) / (allChosen + kinds)) - Math.Log((rejected.GetValueOrDefault(feature) + 1.0) / (allRejected + kinds)));
            foreach (var pair in pairs.Where(pair => FoldOf(pair) == fold))
            {
                var difference = Lean(pair.Chosen) - Lean(pair.Rejected);
                right += Math.Abs(difference) < 1e-12 ? 0.5 : difference > 0 ? 1 : 0;
            }
        }

        return right / pairs.Count;
    }

    // By the name and not by the place, because data that were written in turns would be told apart by the turns.
    private static int FoldOf(PreferencePair pair) => (int)(new SplitMix(pair.Id.Aggregate(0UL, (hash, letter) => (hash * 31) + letter)).Next() % Folds);

    private static void Add(Dictionary<string, int> counts, string text)
    {
        foreach (var feature in Features(text)) counts[feature] = counts.GetValueOrDefault(feature) + 1;
    }

    private static IEnumerable<string> Features(string text)
    {
        var words = text.ToLowerInvariant().Split([' ', '\t', '\r', '\n', '.', ',', ';', ':', '!', '?', '"'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words) yield return "w:" + word;
        yield return $"l:{Math.Min(words.Length, 12 + (words.Length / 8))}";
    }
}
