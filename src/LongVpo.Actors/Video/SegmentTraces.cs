using System.Collections.Concurrent;
using System.Diagnostics;
using LongVpo.Core.Segments;
using LongVpo.Core.Telemetry;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>
/// One run's traces: one per segment, from the arrival of its first footage to its being findable. Reading, observing and storing each add their part under the segment's
/// number; a trace begins when its segment's end is decided, because before that nobody knows which footage it holds. It costs a look at one flag while nobody listens.
/// </summary>
internal sealed class SegmentTraces(VideoId video, TimeProvider time)
{
    private readonly ConcurrentDictionary<int, Activity> _open = new();

    /// <summary>A segment's end was decided just now.</summary>
    /// <param name="span">The segment.</param>
    /// <param name="first">When its first footage arrived, as a time stamp of the clock.</param>
    /// <param name="last">When its end arrived.</param>
    public void Decided(SegmentSpan span, long first, long last)
    {
        if (Spans.Begin("segment", default, At(first)) is not { } root) return;
        root.SetTag(Signals.VideoKey, video.Value).SetTag(Signals.SegmentKey, span.Id.ToString());
        root.SetTag("longvpo.segment.start", span.Range.Start.Seconds).SetTag("longvpo.segment.end", span.Range.End.Seconds);
        Add(root, "segment.decode", first, last);
        Add(root, "segment.cut", last, time.GetTimestamp());
        _open[span.Id.Ordinal] = root;
    }

    /// <summary>A part of a segment's way has ended just now.</summary>
    /// <param name="ordinal">The segment's number.</param>
    /// <param name="part">Which part.</param>
    /// <param name="began">When it began, as a time stamp of the clock.</param>
    public void Did(int ordinal, string part, long began)
    {
        if (_open.TryGetValue(ordinal, out var root)) Add(root, part, began, time.GetTimestamp());
    }

    /// <summary>A segment can be found.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="storing">When its storing began, as a time stamp of the clock.</param>
    public void Findable(Segment segment, long storing)
    {
        if (!_open.TryRemove(segment.Span.Id.Ordinal, out var root)) return;
        Add(root, "segment.store", storing, time.GetTimestamp());
        // What is stored and what is searched are written in one transaction, so there is nothing between the two.
        root.AddEvent(new ActivityEvent("findable", time.GetUtcNow()));
        if (segment.Degraded is { } degraded) root.SetTag("longvpo.segment.degraded", degraded);
        Spans.End(root, time.GetUtcNow());
    }

    /// <summary>The run is over: what is not stored by now never will be by it.</summary>
    public void Close()
    {
        foreach (var ordinal in _open.Keys)
        {
            if (!_open.TryRemove(ordinal, out var root)) continue;
            root.SetStatus(ActivityStatusCode.Error, "The run ended before the segment was known to be stored.");
            Spans.End(root, time.GetUtcNow());
        }
    }

    private void Add(Activity root, string part, long began, long ended)
    {
        if (Spans.Begin(part, root.Context, At(began)) is { } span) Spans.End(span, At(ended));
    }

    private DateTimeOffset At(long stamp) => time.GetUtcNow() - time.GetElapsedTime(stamp);
}
