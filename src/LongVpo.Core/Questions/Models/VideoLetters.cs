using System.Collections.Immutable;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions.Models;

/// <summary>Short names for the segments of one question: a segment's id is only unique within its video, and a video's id is too long for a model to repeat.</summary>
public sealed class VideoLetters(ImmutableArray<VideoId> videos)
{
    /// <summary><c>s00012</c>, or <c>B:s00012</c> where several videos are asked.</summary>
    public string Of(VideoId video, SegmentId segment) => videos.Length == 1 ? segment.ToString() : $"{Letters(videos.IndexOf(video))}:{segment}";

    /// <summary>What a name means; null when no asked video has that letter.</summary>
    public (VideoId Video, SegmentId Segment)? Read(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (!int.TryParse(name.AsSpan(colon + 2), out var ordinal)) return null;
        var place = colon < 0 ? (videos.Length == 1 ? 0 : -1) : Enumerable.Range(0, videos.Length).FirstOrDefault(i => Letters(i) == name[..colon], -1);
        return place < 0 ? null : (videos[place], new SegmentId(ordinal));
    }

    private static string Letters(int place) => place < 26 ? ((char)('A' + place)).ToString() : Letters((place / 26) - 1) + (char)('A' + (place % 26));
}
