using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Core.Segments;

/// <summary>One step of the ordered feed: the events of a segment, then its end, then the events of the next. Nothing in it is ever revised.</summary>
public abstract record FeedItem;

/// <summary>A frame, sound block or text line of the open segment. Whoever takes it owns its sampled frame.</summary>
public sealed record EventFed(MediaEvent Event) : FeedItem;

/// <summary>The open segment is complete.</summary>
public sealed record SegmentEnded(SegmentSpan Span) : FeedItem;

/// <summary>The timeline has a hole here; it lies between the segment that ended before it and the next.</summary>
public sealed record GapFed(GapFound Gap) : FeedItem;

/// <summary>Nothing follows.</summary>
/// <param name="Ended">What the source said last.</param>
/// <param name="End">Where the last segment ends; what the source said when there is none.</param>
public sealed record StreamFed(StreamEnded Ended, MediaTime End) : FeedItem;
