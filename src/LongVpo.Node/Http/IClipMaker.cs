using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Node.Http;

/// <summary>Cuts a stretch of footage out as a file that players open; whoever keeps recordings implements it.</summary>
public interface IClipMaker
{
    /// <summary>The clip as MP4, readable from its beginning.</summary>
    /// <param name="video">Whose footage.</param>
    /// <param name="range">Which stretch of its timeline.</param>
    /// <param name="cancellationToken">Stops cutting.</param>
    /// <returns>Null when nothing of the stretch is kept.</returns>
    Task<Stream?> OpenAsync(VideoId video, TimeRange range, CancellationToken cancellationToken);
}
