using System.Collections.Immutable;
using LongVpo.Core.Observations;

namespace LongVpo.Core.Trees;

/// <summary>Keeps the most telling texts of a stretch in bounded space; what fell out may be undercounted if it comes back.</summary>
internal static class TopTexts
{
    public static ImmutableArray<TellingText> Of(IEnumerable<Observation> observations, Func<Observation, double> weight, int kept) =>
        Ranked(
            observations.Where(o => !string.IsNullOrWhiteSpace(o.Text))
                .Select(o => new TellingText(OneLine(o.Text!), o.Range.Start, 1, weight(o)))
                .GroupBy(t => t.Text, StringComparer.OrdinalIgnoreCase)
                .Select(g => g.First() with { Weight = g.Sum(t => t.Weight) }),
            kept);

    /// <summary>Ties go to the text that came first, so that the order never depends on how the stretch was put together.</summary>
    public static ImmutableArray<TellingText> Merge(ImmutableArray<TellingText> left, ImmutableArray<TellingText> right, int kept)
    {
        if (right.IsEmpty) return left;
        if (left.IsEmpty) return right;
        return Ranked(left.Concat(right).GroupBy(t => t.Text, StringComparer.OrdinalIgnoreCase).Select(Joined), kept);
    }

    private static TellingText Joined(IGrouping<string, TellingText> same)
    {
        var first = same.MinBy(t => t.FirstAt)!;
        return first with { Segments = same.Sum(t => t.Segments), Weight = same.Sum(t => t.Weight) };
    }

    private static ImmutableArray<TellingText> Ranked(IEnumerable<TellingText> texts, int kept) =>
        [.. texts.OrderByDescending(t => t.Weight).ThenBy(t => t.FirstAt).ThenBy(t => t.Text, StringComparer.Ordinal).Take(kept)];

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
