using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>A stretch for which one measurement holds, put together over segment borders, with the pieces that a citation may name.</summary>
/// <param name="Range">From the first piece to the last.</param>
/// <param name="Pieces">The observations, each with its segment.</param>
public sealed record Stretch(TimeRange Range, ImmutableArray<(SegmentId Segment, Observation Observation)> Pieces)
{
    // Measurements meet at segment borders to within a frame.
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(0.2);

    /// <summary>The mean of the measured numbers, weighted by length.</summary>
    public double Mean => Pieces.Sum(p => (p.Observation.Value ?? 0) * Weight(p.Observation)) / Pieces.Sum(p => Weight(p.Observation));

    /// <summary>The stretches of the asked time in which observations qualify, in time order.</summary>
    public static IReadOnlyList<Stretch> Of(Footage footage, Func<Observation, bool> qualifies)
    {
        ArgumentNullException.ThrowIfNull(footage);
        var stretches = new List<Stretch>();
        foreach (var piece in footage.Asked
            .SelectMany(segment => segment.Observations.Where(o => qualifies(o) && footage.InWindow(o.Range)).Select(o => (segment.Span.Id, Observation: o)))
            .OrderBy(p => p.Observation.Range.Start))
        {
            if (stretches.Count > 0 && piece.Observation.Range.Start.Since(stretches[^1].Range.End) <= Gap)
                stretches[^1] = new Stretch(stretches[^1].Range.Union(piece.Observation.Range), stretches[^1].Pieces.Add(piece));
            else stretches.Add(new Stretch(piece.Observation.Range, [piece]));
        }

        return stretches;
    }

    /// <summary>One citation per piece.</summary>
    public IEnumerable<Citation> Cite(Footage footage, string quote)
    {
        ArgumentNullException.ThrowIfNull(footage);
        return Pieces.Select(p => new Citation(footage.Video, p.Segment, p.Observation.Range, quote));
    }

    private static double Weight(Observation observation) => Math.Max(0.001, observation.Range.Duration.TotalSeconds);
}
