using LongVpo.Core.Models;

namespace LongVpo.Actors.Video;

/// <summary>What to analyse, and what to do with an analysis that is already there.</summary>
public sealed record AnalysisRequest
{
    /// <summary>Path or URL.</summary>
    public required string Location { get; init; }

    /// <summary>Deletes what is stored about the video first. Without it a finished video is left alone, an unfinished one is taken up, and one made by another recipe is refused.</summary>
    public bool Afresh { get; init; }

    /// <summary>A model that captions it besides; the analysis then ends when everything has its caption. Null leaves it at measurements.</summary>
    public ModelName? Model { get; init; }

    /// <summary>Hears of each sealed segment, on the actor's own loop: it must neither block nor throw.</summary>
    public IProgress<VideoProgress>? Progress { get; init; }
}
