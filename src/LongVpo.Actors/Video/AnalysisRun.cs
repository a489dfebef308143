using LongVpo.Actors.Kernel;
using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>
/// One attempt to watch a source from a durable state to its end: the two children and what lies between them. They stand and fall together, because the state of a feed
/// cannot be had again; ending a run gives back every frame.
/// </summary>
internal sealed class AnalysisRun : IAsyncDisposable
{
    private readonly SegmentFeed _feed;
    private readonly SegmentOutlet _outlet;
    private readonly SegmentTraces _traces;
    private readonly ActorCell<IngestMessage> _ingest;
    private readonly ActorCell<SegmentMessage> _segments;

    private AnalysisRun(int id, SegmentFeed feed, SegmentOutlet outlet, SegmentTraces traces, ActorCell<IngestMessage> ingest, ActorCell<SegmentMessage> segments)
    {
        (Id, _feed, _outlet, _traces, _ingest, _segments) = (id, feed, outlet, traces, ingest, segments);
    }

    public int Id { get; }

    public int FeedDepth => _feed.Depth;

    /// <param name="id">Marks the messages of this run.</param>
    /// <param name="source">What to watch, as it was found now.</param>
    /// <param name="pace">Multiple of its own clock at which a file is played; null as fast as it decodes.</param>
    /// <param name="state">Where to go on.</param>
    /// <param name="gauge">Where to show how the video is doing.</param>
    /// <param name="context">The video's actor, which becomes the parent.</param>
    /// <param name="parts">What does the work.</param>
    /// <param name="time">The clock of arrivals and of silence.</param>
    public static AnalysisRun Start(
        int id, SourceDescription source, double? pace, VideoState state, VideoGauge gauge, IActorContext<VideoMessage> context, VideoSystemParts parts, TimeProvider time)
    {
        var options = parts.Options;
        var waits = !source.IsLive && pace is null;
        var meter = new RunMeter(gauge.Video, time, state.Watermark);
        gauge.Begin(meter);
        var load = new LoadGauge(!waits, options.Analysis.LongestWait, time);
        var feed = new SegmentFeed(options.Analysis.FeedCapacityItems, time);
        meter.FeedDepth = () => feed.Depth;
        var outlet = new SegmentOutlet(options.Analysis.CreditsSegments, command => context.TryTellSelf(new Published(id, command), Lane.Data));
        var request = new SourceRequest
        {
            Location = source.Location,
            From = source.IsLive ? null : ReplayFrom(state, parts),
            Pace = pace,
            Anchor = source.IsLive ? state.Anchor : null,
            Meter = meter.Source,
        };
        var reading = new Reading(source.IsLive, options, meter, gauge, load, time);
        var ingest = context.Spawn<IngestMessage>(
            Settings(context, "ingest"),
            child => new IngestActor(child, parts.Source, request, () => new Segmenter(parts.Cutters, options.Segments, state.Last), feed, reading),
            exit => new ChildStopped(id, exit));
        var segments = context.Spawn<SegmentMessage>(
            Settings(context, "segments"),
            child => new SegmentActor(child, () => parts.Observers.Create(source, state.Carry), parts.Captions, feed, outlet, meter, load, parts.Models?.Kept, parts.Speech?.Live),
            exit => new ChildStopped(id, exit));
        // Both inboxes are new and empty, so there is always room for the one message.
        segments.TryTell(new StartObserving(), Lane.Control);
        ingest.TryTell(new StartReading(), Lane.Control);
        return new AnalysisRun(id, feed, outlet, meter.Traces, ingest, segments);
    }

    public void Acknowledge() => _outlet.Acknowledge();

    public async ValueTask DisposeAsync()
    {
        await _ingest.StopAsync(CancellationToken.None);
        await _segments.StopAsync(CancellationToken.None);
        _feed.Drain();
        _outlet.Dispose();
        _traces.Close();
    }

    private static MediaTime? ReplayFrom(VideoState state, VideoSystemParts parts)
    {
        if (state.Last is null) return null;
        var from = Segmenter.ReplayFrom(state.Last, parts.Cutters, parts.Options.Segments);
        return from > state.Start ? from : null;
    }

    // A child that fails is not tried again by itself: only the video knows the durable state to go on from.
    private static ActorSettings Settings(IActorContext<VideoMessage> context, string role) =>
        new() { Name = $"{context.Name}/{role}", Supervise = _ => Supervision.GiveUp };
}
