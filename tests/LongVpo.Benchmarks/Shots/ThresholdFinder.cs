using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Benchmarks.Shots;

/// <summary>The plain baseline: a cut wherever neighbouring frames differ by more than a threshold. It shows what the rest of the cutter is for.</summary>
/// <param name="levels">Mean luma difference in levels.</param>
internal sealed class ThresholdFinder(int levels) : IBoundaryFinder
{
    public string Name => FormattableString.Invariant($"difference>{levels}");

    public ValueTask<IReadOnlyList<ShotBoundary>> FindAsync(
        string? file, IReadOnlyList<(MediaTime Time, FrameThumb Thumb)> frames, CancellationToken cancellationToken)
    {
        var told = new List<ShotBoundary>();
        for (var i = 1; i < frames.Count; i++)
        {
            var (before, after) = (frames[i - 1].Thumb.Luma, frames[i].Thumb.Luma);
            var sum = 0;
            for (var k = 0; k < after.Length; k++) sum += Math.Abs(after[k] - before[k]);
            var at = frames[i].Time;
            if (sum > levels * after.Length) told.Add(new ShotBoundary(at, Opening.Hard, new TimeRange(at, at)));
        }

        return ValueTask.FromResult<IReadOnlyList<ShotBoundary>>(told);
    }
}
