using LongVpo.Core.Time;

namespace LongVpo.Core.Ports;

/// <summary>A stretch of a video's sound, read only when a model takes it.</summary>
public interface ISoundClip
{
    TimeRange Range { get; }

    /// <summary>Opens it as a WAVE file, 16 kHz, mono, 16 bits: what speech models are trained on.</summary>
    /// <exception cref="SourceException">It cannot be read.</exception>
    ValueTask<Stream> OpenWaveAsync(CancellationToken cancellationToken);
}
