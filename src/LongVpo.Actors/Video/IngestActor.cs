using System.Runtime.ExceptionServices;
using LongVpo.Actors.Kernel;
using LongVpo.Core.Frames;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;

namespace LongVpo.Actors.Video;

/// <summary>
/// Reads one source, divides it into segments and feeds them on. The reading is one task beside the inbox, so that a stop is heard while it waits; it knows nothing of what
/// is measured or stored. A failure ends it: where to go on is for the video to say.
/// </summary>
internal sealed class IngestActor(
    IActorContext<IngestMessage> context, IFrameSource source, SourceRequest request, Func<Segmenter> divide, SegmentFeed feed, Reading reading) : IActor<IngestMessage>
{
    private readonly List<FeedItem> _decided = [];
    private int _sent;
    private bool _reading;

    public bool IsBusy => _reading;

    public ValueTask HandleAsync(IngestMessage message, CancellationToken cancellationToken)
    {
        switch (message)
        {
            case StartReading when !_reading:
                _reading = true;
                context.Run(ReadAsync, failure => new ReadingEnded(failure));
                break;
            case ReadingEnded { Failure: { } failure }:
                ExceptionDispatchInfo.Throw(failure);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var segmenter = divide();
        var toTheEnd = false;
        try
        {
            await using var events = source.ReadAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(events, segmenter, cancellationToken))
            {
                if (events.Current is StreamEnded { Reason: StreamEnd.Cancelled }) break;
                reading.Heard(events.Current);
                segmenter.LongestNext = reading.Longest();
                segmenter.Push(events.Current, _decided);
                await SendAsync(cancellationToken);
                toTheEnd = events.Current is StreamEnded;
            }
        }
        finally
        {
            foreach (var unsent in _decided.Skip(_sent)) SegmentFeed.Return(unsent);
            feed.Complete();
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!toTheEnd) throw new SourceException($"{request.Location} stopped in the middle without saying why: try again.") { IsTransient = true };
    }

    // Waits for the source, and seals without it when a live one is silent for too long. The enumerator is never left while it is at work.
    private async Task<bool> NextAsync(IAsyncEnumerator<MediaEvent> events, Segmenter segmenter, CancellationToken cancellationToken)
    {
        var coming = events.MoveNextAsync();
        if (coming.IsCompleted) return await coming;
        var next = coming.AsTask();
        var silentSince = reading.Time.GetTimestamp();
        while (!next.IsCompleted && reading.Patience(silentSince) is { } patience)
        {
            if (patience > TimeSpan.Zero)
            {
                using var enough = new CancellationTokenSource();
                await Task.WhenAny(next, Task.Delay(patience, reading.Time, enough.Token));
                await enough.CancelAsync();
                continue;
            }

            segmenter.Settle(_decided);
            if (_decided.Count == 0) break;
            await SendAsync(cancellationToken);
        }

        return await next;
    }

    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        foreach (var ended in _decided.OfType<SegmentEnded>()) reading.Meter.Ended(ended.Span);
        for (; _sent < _decided.Count; _sent++) await feed.WriteAsync(_decided[_sent], cancellationToken);
        _decided.Clear();
        _sent = 0;
    }
}
