using System.Globalization;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Cli.Terminal;

/// <summary>Shows a person what a file of pairs is like: counts first, then what should be looked at, each kind with its first few places.</summary>
internal static class PairCheckText
{
    private const int PlacesShown = 3;

    public static void Write(PairCheck check, TextWriter to)
    {
        to.WriteLine($"{check.Pairs} pairs: {Counts(check.ByStage)}; {Counts(check.BySplit)}; dispreferred {Counts(check.ByRejectedKind)}");
        to.WriteLine($"licences of clips: {Counts(check.ByLicence)}");
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"told apart by length and words alone: {100 * check.ToldByWords:0.0} %; refusals: {100 * check.Refusals:0.0} %; anchors uniform with probability: {check.AnchorUniformity?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-"}"));
        foreach (var kind in check.Problems.GroupBy(problem => problem.Kind))
        {
            to.WriteLine($"{kind.Key}: {kind.First().Sentence}");
            var places = kind.Where(problem => problem.Where is not null).Select(problem => problem.Where).ToList();
            if (places.Count > 0) to.WriteLine($"  {string.Join(", ", places.Take(PlacesShown))}{(places.Count > PlacesShown ? $" and {places.Count - PlacesShown} more" : string.Empty)}");
        }
    }

    private static string Counts(IEnumerable<KeyValuePair<string, int>> counts) => string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"));
}
