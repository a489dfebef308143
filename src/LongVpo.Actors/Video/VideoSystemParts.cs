using LongVpo.Core.Ports;

namespace LongVpo.Actors.Video;

/// <summary>The ports the actors work through, and the recipe that says what they make of a video.</summary>
public sealed record VideoSystemParts
{
    public required IMediaProbe Probe { get; init; }

    public required IFrameSource Source { get; init; }

    public required IShotCutterFactory Cutters { get; init; }

    public required ISegmentObserverFactory Observers { get; init; }

    public required ICaptionComposer Captions { get; init; }

    public required IVideoStore Store { get; init; }

    public required IWatchList Watches { get; init; }

    public required IQuestionAnswerer Answers { get; init; }

    /// <summary>Captioning by models; null where there is none.</summary>
    public CaptionParts? Models { get; init; }

    /// <summary>Writing down what is said; null where that is not wanted.</summary>
    public SpeechParts? Speech { get; init; }

    /// <summary>Versions and options of everything that decides a video's segments; a video analysed by another recipe is not continued.</summary>
    public required string Recipe { get; init; }

    public VideoSystemOptions Options { get; init; } = new();
}
