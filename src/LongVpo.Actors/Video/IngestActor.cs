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
internal sealed class IngestActor(IActorContext<IngestMessage> context, IFrameSource source, SourceRequest request, Func<Segmenter> divide, SegmentFeed feed)
    : IActor<IngestMessage>
{
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
        var decided = new List<FeedItem>();
        var (sent, toTheEnd) = (0, false);
        try
        {
            await foreach (var happened in source.ReadAsync(request, cancellationToken))
            {
                if (happened is StreamEnded { Reason: StreamEnd.Cancelled }) break;
                segmenter.Push(happened, decided);
                for (; sent < decided.Count; sent++) await feed.WriteAsync(decided[sent], cancellationToken);
                decided.Clear();
                (sent, toTheEnd) = (0, happened is StreamEnded);
            }
        }
        finally
        {
            foreach (var unsent in decided.Skip(sent)) SegmentFeed.Return(unsent);
            feed.Complete();
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!toTheEnd) throw new SourceException($"{request.Location} stopped in the middle without saying why: try again.") { IsTransient = true };
    }
}
