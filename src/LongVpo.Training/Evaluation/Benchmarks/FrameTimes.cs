using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>Says at which moments a video is looked at.</summary>
public static class FrameTimes
{
    // The last picture of a film begins a little before its end.
    private const double LastPicture = 0.05;

    /// <summary>Moments in seconds, rising.</summary>
    /// <param name="sampling">By which rule.</param>
    /// <param name="from">Where the asked part begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="frames">How many are wanted; at least one.</param>
    public static ImmutableArray<double> Of(FrameSampling sampling, double from, double to, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        var length = Math.Max(0, to - from);
        var count = sampling == FrameSampling.PartStarts ? Math.Max(1, Math.Min(frames, (int)length)) : frames;
        return [.. Enumerable.Range(0, count).Select(i => Math.Max(from, Math.Min(to - LastPicture, from + (length * (sampling switch
        {
            FrameSampling.Ends => count == 1 ? 0 : (double)i / (count - 1),
            FrameSampling.PartStarts => (double)i / count,
            FrameSampling.Inner => (i + 1.0) / (count + 1),
            _ => (i + 0.5) / count,
        })))))];
    }
}
