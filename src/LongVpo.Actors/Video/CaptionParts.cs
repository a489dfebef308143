using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;

namespace LongVpo.Actors.Video;

/// <summary>What captioning by a model works through.</summary>
public sealed record CaptionParts
{
    public required IModelDirectory Models { get; init; }

    public required IVideoStore Store { get; init; }

    public required ISegmentReader Segments { get; init; }

    /// <summary>Where pictures come from, kept ones included.</summary>
    public required ISegmentPictures Pictures { get; init; }

    /// <summary>Keeps pictures while a video is watched.</summary>
    public required SegmentShelf Kept { get; init; }

    public CaptionOptions Options { get; init; } = new();
}
