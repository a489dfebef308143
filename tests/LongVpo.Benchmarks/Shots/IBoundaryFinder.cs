using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Benchmarks.Shots;

/// <summary>A way of cutting a film, so that ours and its peers are counted by the same rule.</summary>
internal interface IBoundaryFinder
{
    string Name { get; }

    /// <summary>The boundaries of a whole film in time order.</summary>
    /// <param name="file">The film's file; null when it only exists as thumbs.</param>
    /// <param name="frames">Its frames.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<ShotBoundary>> FindAsync(string? file, IReadOnlyList<(MediaTime Time, FrameThumb Thumb)> frames, CancellationToken cancellationToken);
}
