using LongVpo.Core.Frames;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Node.Clips;

/// <summary>Cuts a stretch of footage out as a file that players open; whoever keeps recordings implements it.</summary>
public interface IClipMaker
{
    /// <summary>Cuts a clip as MP4. Disposing what comes back frees it.</summary>
    /// <param name="video">Whose footage.</param>
    /// <param name="range">Which stretch of its timeline.</param>
    /// <param name="start">Where it begins to play.</param>
    /// <param name="cancellationToken">Stops cutting.</param>
    /// <exception cref="SettingsException">Nothing is remembered of the video.</exception>
    /// <exception cref="Core.Ports.SourceException">The footage cannot be read, or MP4 cannot hold it.</exception>
    Task<ServedClip> OpenAsync(VideoId video, TimeRange range, ClipStart start, CancellationToken cancellationToken);
}
