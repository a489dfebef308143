using System.Runtime.ExceptionServices;
using LongVpo.Actors.Kernel;
using LongVpo.Core.Frames;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>
/// Turns the feed into sealed segments: has each one measured, puts it into words and publishes it under credits. It owns the video's observer while it runs and knows
/// nothing of where frames come from or where segments are kept.
/// </summary>
internal sealed class SegmentActor(
    IActorContext<SegmentMessage> context, Func<ISegmentObserver> observe, ICaptionComposer captions, SegmentFeed feed, SegmentOutlet outlet) : IActor<SegmentMessage>
{
    private bool _observing;

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
        await foreach (var item in feed.ReadAllAsync(cancellationToken))
        {
            switch (item)
            {
                case EventFed fed: await PushAsync(observer, fed.Event, cancellationToken); break;
                case SegmentEnded ended: await SealAsync(observer, ended.Span, cancellationToken); break;
                case GapFed gap: await outlet.PublishAsync(new RecordGap(gap.Gap.Range, gap.Gap.Reason), cancellationToken); break;
                case StreamFed end: await outlet.PublishAsync(new FinishVideo(end.Ended, end.End), cancellationToken); break;
            }
        }
    }

    private static async ValueTask PushAsync(ISegmentObserver observer, MediaEvent happened, CancellationToken cancellationToken)
    {
        using var sampled = (happened as FrameDecoded)?.Sampled;
        await observer.PushAsync(happened, cancellationToken);
    }

    private async ValueTask SealAsync(ISegmentObserver observer, SegmentSpan span, CancellationToken cancellationToken)
    {
        var observed = await observer.SealAsync(span, cancellationToken);
        var segment = new Segment
        {
            Span = span,
            Observations = observed.Observations,
            Caption = captions.ForSegment(span, observed.Observations),
            Descriptor = observed.Descriptor,
            Thumbnail = observed.Thumbnail,
            Carry = observed.Carry,
            FramesDecoded = observed.FramesDecoded,
            FramesCorrupt = observed.FramesCorrupt,
        };
        await outlet.PublishAsync(new SealSegment(segment), cancellationToken);
    }
}
