using LongVpo.Core.Time;

namespace LongVpo.Core.Segments;

/// <summary>The segment that is still growing: everything about it is known but its end.</summary>
internal sealed record OpenSegment(int Ordinal, int Shot, int ShotBefore, MediaTime Start, Opening OpensWith, TimeRange Transition)
{
    public static OpenSegment First(MediaTime start) => new(0, 0, -1, start, Opening.Start, new TimeRange(start, start));

    /// <summary>
    /// What follows a sealed segment, before the replay has told why that one ended: a length division until the frame at the border turns out to begin a shot,
    /// or a gap to stand there.
    /// </summary>
    public static OpenSegment Resumed(SegmentSpan last) =>
        new(last.Id.Ordinal + 1, last.Shot, last.Shot, last.Range.End, Opening.Length, new TimeRange(last.Range.End, last.Range.End));

    public SegmentSpan EndedAt(MediaTime end) => new(new SegmentId(Ordinal), Shot, new TimeRange(Start, end), OpensWith, Transition);

    public OpenSegment FollowedBy(MediaTime start, Opening opening, TimeRange? transition) =>
        new(Ordinal + 1, opening == Opening.Length ? Shot : Shot + 1, Shot, start, opening, TransitionOf(start, opening, transition));

    public OpenSegment OpenedBy(ShotBoundary boundary) =>
        this with { Shot = ShotBefore + 1, OpensWith = boundary.Kind, Transition = TransitionOf(Start, boundary.Kind, boundary.Transition) };

    /// <summary>This segment, still without events, moved behind a gap.</summary>
    public OpenSegment After(MediaTime gapEnd) =>
        this with { Start = gapEnd, Shot = ShotBefore + 1, OpensWith = Opening.Start, Transition = new TimeRange(gapEnd, gapEnd) };

    private static TimeRange TransitionOf(MediaTime start, Opening opening, TimeRange? transition) =>
        opening is Opening.Fade or Opening.Dissolve && transition is { } mixed ? mixed : new TimeRange(start, start);
}
