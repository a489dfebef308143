using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>What one run's reading tells the rest about itself, and when it may seal without waiting for the source any longer.</summary>
/// <param name="IsLive">The source plays on its own clock, so that silence is a loss and not patience.</param>
/// <param name="Options">Lengths and limits.</param>
/// <param name="Meter">Counts what arrives.</param>
/// <param name="Gauge">Shows the phase.</param>
/// <param name="Load">Says how long segments may be.</param>
/// <param name="Time">The clock of silence.</param>
internal sealed record Reading(bool IsLive, VideoSystemOptions Options, RunMeter Meter, VideoGauge Gauge, LoadGauge Load, TimeProvider Time)
{
    /// <summary>The source has said this.</summary>
    public void Heard(MediaEvent happened)
    {
        Meter.Received(happened);
        switch (happened)
        {
            case SourceLost lost: Gauge.Notice(WatchPhase.Reconnecting, lost.Reason); break;
            case FrameDecoded or AudioDecoded or SourceFound: Gauge.Notice(WatchPhase.Watching, null); break;
        }
    }

    /// <summary>How long the segments that begin now may be.</summary>
    public TimeSpan Longest()
    {
        var usual = Options.Segments.MaxLength;
        return Load.Now == Core.Segments.Load.FewerLonger && Options.Analysis.LongestWhenBehind > usual ? Options.Analysis.LongestWhenBehind : usual;
    }

    /// <summary>
    /// How long the source may stay silent from now on before what has come is sealed: until the open segment is as old as one may be long, and the silence is no mere pause
    /// between two deliveries. Null when nothing is open, or the source is one that is waited for.
    /// </summary>
    /// <param name="silentSince">When the last word came, as a time stamp of the clock.</param>
    public TimeSpan? Patience(long silentSince)
    {
        if (!IsLive || Meter.OldestOpen is not { } oldest) return null;
        var age = Options.Segments.MaxLength - Time.GetElapsedTime(oldest);
        var silence = Options.Analysis.SilenceBeforeSealing - Time.GetElapsedTime(silentSince);
        return age > silence ? age : silence;
    }
}
