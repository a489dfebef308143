using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using LongVpo.Actors.Kernel;
using LongVpo.Core.Frames;
using LongVpo.Core.Models;
using LongVpo.Core.Observations;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Telemetry;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>
/// Turns the feed into sealed segments: has each one measured, puts it into words and publishes it under credits. It owns the video's observer while it runs and knows
/// nothing of where frames come from or where segments are kept. Behind a live source it leaves pictures out rather than fall back, and says so in the segment.
/// </summary>
internal sealed class SegmentActor(
    IActorContext<SegmentMessage> context, Func<ISegmentObserver> observe, ICaptionComposer captions, SegmentFeed feed, SegmentOutlet outlet, RunMeter meter, LoadGauge load, SegmentShelf? pictures,
    SoundShelf? sounds)
    : IActor<SegmentMessage>
{
    private bool _observing;
    private Strain _strain = Strain.None;
    private long? _since;
    private long _busy;

    public bool IsBusy => _observing;

    public ValueTask HandleAsync(SegmentMessage message, CancellationToken cancellationToken)
    {
        switch (message)
        {
            case StartObserving when !_observing:
                _observing = true;
                context.Run(ObserveAsync, failure => new ObservingEnded(failure));
                break;
            case ObservingEnded { Failure: { } failure }:
                ExceptionDispatchInfo.Throw(failure);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private async Task ObserveAsync(CancellationToken cancellationToken)
    {
        await using var observer = observe();
        pictures?.Begin(meter.Video);
        await foreach (var (item, waited) in feed.ReadAllAsync(cancellationToken))
        {
            switch (item)
            {
                case EventFed { Event: ClockRead clock }: await outlet.PublishAsync(new AnchorClock(clock), cancellationToken); break;
                case EventFed { Event: RecordingNoted noted }: await outlet.PublishAsync(new NoteRecording(noted), cancellationToken); break;
                case EventFed { Event: FrameDecoded frame }: await ObserveAsync(observer, frame, waited, cancellationToken); break;
                case EventFed fed: await ObserveAsync(observer, fed.Event, cancellationToken); break;
                case SegmentEnded ended: await SealAsync(observer, ended.Span, waited, cancellationToken); break;
                case GapFed gap: await outlet.PublishAsync(new RecordGap(gap.Gap.Range, gap.Gap.Reason), cancellationToken); break;
                case StreamFed end: await outlet.PublishAsync(new FinishVideo(end.Ended, end.End), cancellationToken); break;
            }
        }
    }

    private async ValueTask ObserveAsync(ISegmentObserver observer, FrameDecoded frame, TimeSpan waited, CancellationToken cancellationToken)
    {
        load.Waited(waited);
        using var sampled = frame.Sampled;
        if (sampled is not null)
        {
            var leftOut = load.LeavesOut(waited, _strain.Sampled);
            _strain = _strain with { Sampled = _strain.Sampled + 1, Observed = _strain.Observed + (leftOut ? 0 : 1), Stretched = _strain.Stretched || load.Now == Load.FewerLonger };
            if (leftOut) frame = frame with { Sampled = null };
            else pictures?.Offer(meter.Video, sampled);
        }

        var began = meter.Now;
        if (_since is null or 0) _since = began;
        await observer.PushAsync(frame, cancellationToken);
        meter.Processed();
        if (began > 0) _busy += meter.Now - began;
    }

    private async ValueTask ObserveAsync(ISegmentObserver observer, MediaEvent happened, CancellationToken cancellationToken)
    {
        if (happened is AudioDecoded sound) sounds?.Offer(meter.Video, sound);
        if (happened is FramesDropped dropped) _strain = _strain with { Dropped = _strain.Dropped + dropped.Frames };
        await observer.PushAsync(happened, cancellationToken);
    }

    private async ValueTask SealAsync(ISegmentObserver observer, SegmentSpan span, TimeSpan waited, CancellationToken cancellationToken)
    {
        var sealing = meter.Now;
        pictures?.Seal(meter.Video, span.Id);
        var observed = await observer.SealAsync(span, cancellationToken);
        Observed(span, sealing);
        var captioning = meter.Now;
        var observations = WithStrain(observed.Observations, span);
        var segment = new Segment
        {
            Span = span,
            Observations = observations,
            Caption = captions.ForSegment(span, observations),
            Descriptor = observed.Descriptor,
            Thumbnail = observed.Thumbnail,
            Carry = observed.Carry,
            Degraded = _strain.Sentence,
            FramesDecoded = observed.FramesDecoded,
            FramesCorrupt = observed.FramesCorrupt,
        };
        meter.Traces.Did(span.Id.Ordinal, "segment.caption", captioning);
        Signals.StepTime.Record(meter.Seconds(meter.Now - captioning), Signals.Step("caption"));
        _strain = Strain.None;
        load.Sealed(waited);
        await outlet.PublishAsync(new SealSegment(segment), cancellationToken);
    }

    // Observing is spread over the frames of a segment: its span lasts from the first of them, its step is the time it was busy.
    private void Observed(SegmentSpan span, long sealing)
    {
        var busy = _busy + meter.Now - sealing;
        meter.Traces.Did(span.Id.Ordinal, "segment.observe", _since ?? sealing);
        Signals.StepTime.Record(meter.Seconds(busy), Signals.Step("observe"));
        (_since, _busy) = (null, 0);
    }

    private ImmutableArray<Observation> WithStrain(ImmutableArray<Observation> observations, SegmentSpan span)
    {
        if (_strain.Sentence is not { } sentence) return observations;
        var degraded = new Observation { Kind = ObservationKind.Degraded, Range = span.Range, Text = sentence, Value = _strain.Share };
        return [.. observations.Append(degraded).OrderBy(o => o.Range.Start).ThenBy(o => o.Kind)];
    }
}
