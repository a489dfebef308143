using LongVpo.Core.Frames;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>How an analysis ended. A failure and a refusal are outcomes too: what was sealed before stays.</summary>
public sealed record AnalysisOutcome
{
    public required VideoId Video { get; init; }

    /// <summary>What is stored now; null when nothing could be stored at all.</summary>
    public VideoSummary? Summary { get; init; }

    /// <summary>How the source ended; null unless the video is finished.</summary>
    public StreamEnd? Reason { get; init; }

    /// <summary>One sentence when the source did not end as expected, or why the analysis failed or was refused.</summary>
    public string? Message { get; init; }

    /// <summary>What was read in the run that reached the end; null unless the video is finished.</summary>
    public SourceCounters? Counters { get; init; }

    /// <summary>Sums over all sealed segments, whichever run sealed them.</summary>
    public long FramesDecoded { get; init; }

    public long FramesCorrupt { get; init; }

    public int Gaps { get; init; }

    /// <summary>Where this run went on; null when it started at the beginning, or had nothing to do.</summary>
    public MediaTime? ResumedFrom { get; init; }

    /// <summary>The video had been finished before; nothing was read.</summary>
    public bool AlreadyFinished { get; init; }

    /// <summary>The analysis was given up; <see cref="Message"/> says why. Asking again goes on from what is sealed.</summary>
    public bool Failed { get; init; }

    /// <summary>Why it was not even begun; <see cref="Message"/> says it in words.</summary>
    public VideoRefusal? Refusal { get; init; }

    public bool Finished => Reason is not null;

    internal static AnalysisOutcome Of(VideoId video, VideoState state) => new()
    {
        Video = video,
        Summary = state.IsOpen ? state.Summary(video) : null,
        Reason = state.Finished?.Reason,
        Message = state.Finished?.Message,
        Counters = state.Finished?.Counters,
        FramesDecoded = state.FramesDecoded,
        FramesCorrupt = state.FramesCorrupt,
        Gaps = state.Gaps,
    };
}
