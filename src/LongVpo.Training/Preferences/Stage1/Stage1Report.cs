using System.Collections.Immutable;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>What a run made and what it threw away. It follows from the files alone, so a run that was killed has the same one.</summary>
/// <param name="Model">Digest of the model.</param>
/// <param name="Pool">Which clips.</param>
/// <param name="Writer">Who wrote the questions.</param>
/// <param name="Descriptor">What likeness was measured by.</param>
/// <param name="Likeness">Cosine above which clips counted as alike.</param>
/// <param name="Seed">What was drawn from.</param>
/// <param name="Attempts">How many were made.</param>
/// <param name="Pairs">How many made a pair.</param>
/// <param name="Yield">Their share.</param>
/// <param name="Filters">Every filter in the order of an attempt, with what it let through.</param>
/// <param name="Clips">Pairs by clips of their composite.</param>
/// <param name="Places">Pairs by the tenth of the composite in which the middle of the anchor stands.</param>
/// <param name="AnchorUniformity">Probability of anchors at least as unevenly placed, were they placed at random; null with too few pairs.</param>
/// <param name="Refusals">Share of dispreferred responses that only say that nothing is to be seen.</param>
/// <param name="Enough">Whether there are as many pairs as were wanted; else nearly every attempt was rejected and the run gave up.</param>
public sealed record Stage1Report(
    string Model, string Pool, string Writer, string Descriptor, double Likeness, long Seed, long Attempts, long Pairs, double Yield, ImmutableArray<FilterYield> Filters,
    ImmutableSortedDictionary<int, int> Clips, ImmutableArray<int> Places, double? AnchorUniformity, double Refusals, bool Enough)
{
    private const int Tenths = 10;

    /// <summary>Counts attempts down from filter to filter; reasons that this version does not know come last.</summary>
    /// <param name="attempts">How many were made.</param>
    /// <param name="rejects">How many each reason stopped.</param>
    /// <param name="order">The reasons in the order of an attempt.</param>
    public static ImmutableArray<FilterYield> Funnel(long attempts, ImmutableSortedDictionary<string, long> rejects, ImmutableArray<string> order)
    {
        ArgumentNullException.ThrowIfNull(rejects);
        var yields = ImmutableArray.CreateBuilder<FilterYield>();
        foreach (var reason in order.Concat(rejects.Keys.Except(order)))
        {
            var stopped = rejects.GetValueOrDefault(reason);
            yields.Add(new FilterYield(reason, attempts, stopped));
            attempts -= stopped;
        }

        return yields.ToImmutable();
    }

    /// <summary>Anchors by tenths of the composite.</summary>
    public static ImmutableArray<int> PlacesOf(IEnumerable<PreferencePair> pairs)
    {
        var places = new int[Tenths];
        foreach (var pair in pairs)
            if (pair.Context.Anchor is { } anchor) places[((2 * anchor) + 1) * Tenths / (2 * pair.Context.Clips.Length)]++;
        return [.. places];
    }
}
