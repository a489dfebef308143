using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Answers;

/// <summary>A question as it was asked, and what it may look at.</summary>
public sealed record Question
{
    public required string Text { get; init; }

    /// <summary>The videos to look at; empty means all.</summary>
    public IReadOnlyList<VideoId> Videos { get; init; } = [];

    /// <summary>Answer as if these segments had never been seen: what an answer does without a place that it cites tells whether it rests on it.</summary>
    public IReadOnlyList<(VideoId Video, SegmentId Segment)> Without { get; init; } = [];

    /// <summary>Answer from measurements and words alone: captions by a model come some time after what they are about, and an answer that must not depend on when it was asked cannot use them.</summary>
    public bool MeasuredOnly { get; init; }

    /// <summary>Only what lies in this stretch, besides any time the question itself names.</summary>
    public TimeRange? Within { get; init; }

    /// <summary>Answer as if the video had been seen only until here.</summary>
    public MediaTime? AsOf { get; init; }

    /// <summary>How a model is asked, where there is one; null asks none.</summary>
    public AnswerMode? Mode { get; init; }

    /// <summary>Answer as if it were this moment on the wall: only what was sealed by then.</summary>
    public DateTimeOffset? SealedBy { get; init; }
}
