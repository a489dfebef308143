using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Media.Shots;

namespace LongVpo.Benchmarks.Shots;

/// <summary>The product's cutter, run as the product runs it.</summary>
internal sealed class OwnFinder : IBoundaryFinder
{
    public string Name => "longvpo";

    public ValueTask<IReadOnlyList<ShotBoundary>> FindAsync(
        string? file, IReadOnlyList<(MediaTime Time, FrameThumb Thumb)> frames, CancellationToken cancellationToken)
    {
        var cutter = new ShotCutterFactory(new ShotOptions()).Create();
        var told = new List<ShotBoundary>();
        foreach (var (time, thumb) in frames) cutter.Push(time, thumb, told);
        cutter.Finish(told);
        return ValueTask.FromResult<IReadOnlyList<ShotBoundary>>(told);
    }
}
