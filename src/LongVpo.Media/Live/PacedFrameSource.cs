using System.Runtime.CompilerServices;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;

namespace LongVpo.Media.Live;

/// <summary>
/// Plays a file as if it were live: every event is told when its moment has come on a clock that runs at the asked pace, and a reader that is slower loses the oldest
/// frames, counted. What cannot be decoded in time is left out as a gap. Without a pace it is the file itself.
/// </summary>
public sealed class PacedFrameSource : IFrameSource
{
    // A file's pictures come from its own pool, and one that waits here is missing there.
    private const int PicturesWaitingMost = 16;

    private const string Late = "Decoding could not keep up with the pace.";

    // Less than this is made up for as soon as the machine is free again.
    private static readonly TimeSpan LateMost = TimeSpan.FromSeconds(5);

    private readonly IFrameSource _file;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;

    /// <param name="file">Reads the file as fast as it decodes.</param>
    /// <param name="options">How much may wait for the reader.</param>
    /// <param name="time">The clock that is played against.</param>
    public PacedFrameSource(IFrameSource file, LiveOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        (_file, _options, _time) = (file, options, time);
    }

    public IAsyncEnumerable<MediaEvent> ReadAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Pace is not { } pace) return _file.ReadAsync(request, cancellationToken);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pace, nameof(request));
        return PlayAsync(request, pace, cancellationToken);
    }

    private async IAsyncEnumerable<MediaEvent> PlayAsync(SourceRequest request, double pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var queue = new LiveQueue(_options.QueueFrames, (int)(_options.QueueSound.TotalMilliseconds / 100));
        request.Meter?.Attach(() => queue.Ledger);
        var pump = Task.Run(() => PumpAsync(request with { Meter = null }, pace, queue, stop.Token), CancellationToken.None);
        try
        {
            var more = true;
            while (more)
            {
                more = await queue.WaitAsync(cancellationToken);
                while (queue.TryTake(out var happened)) yield return Counted(happened, queue);
            }

            await pump;
        }
        finally
        {
            await stop.CancelAsync();
            await pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            request.Meter?.Detach(queue.Ledger);
        }
    }

    private async Task PumpAsync(SourceRequest request, double pace, LiveQueue queue, CancellationToken cancellationToken)
    {
        try
        {
            var clock = new PacedClock(_time, pace);
            for (MediaTime? missedFrom = null, from = request.From; ;)
            {
                missedFrom = await PlayUntilLateAsync(request with { From = from }, clock, missedFrom, queue, cancellationToken);
                if (missedFrom is null) return;
                from = clock.Now;
            }
        }
        finally
        {
            queue.Complete();
        }
    }

    // Null when the file is over; else where it was left because decoding is too late: a live source would have gone on meanwhile, so this one is taken up where it is by now.
    private async Task<MediaTime?> PlayUntilLateAsync(SourceRequest request, PacedClock clock, MediaTime? missedFrom, LiveQueue queue, CancellationToken cancellationToken)
    {
        await foreach (var happened in _file.ReadAsync(request, cancellationToken))
        {
            if (TimeOf(happened) is { } at)
            {
                var reading = clock.Reading(at);
                if (missedFrom is { } missed)
                {
                    // The gap ends with a picture, and what was told before it is told already.
                    if (happened is not (FrameDecoded or StreamEnded)) continue;
                    if (at > missed) queue.Put(new GapFound(new TimeRange(missed, at), Late), cancellationToken);
                    missedFrom = null;
                }

                if (reading is not null) queue.Put(reading, cancellationToken);
                var wait = clock.Until(at);
                if (happened is FrameDecoded late && -wait > LateMost)
                {
                    late.Sampled?.Dispose();
                    return at;
                }

                await UntilAsync(happened, wait, cancellationToken);
            }

            queue.Put(happened, cancellationToken);
            if (queue.PicturesWaiting > PicturesWaitingMost) queue.DropOldestPicture();
        }

        return null;
    }

    private async ValueTask UntilAsync(MediaEvent happened, TimeSpan wait, CancellationToken cancellationToken)
    {
        // Timers are no finer than a millisecond.
        if (wait < TimeSpan.FromMilliseconds(1)) return;
        try
        {
            await Task.Delay(wait, _time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            (happened as FrameDecoded)?.Sampled?.Dispose();
            throw;
        }
    }

    private static MediaEvent Counted(MediaEvent happened, LiveQueue queue) =>
        happened is StreamEnded ended ? ended with { Counters = ended.Counters with { FramesDropped = queue.Ledger.Dropped } } : happened;

    private static MediaTime? TimeOf(MediaEvent happened) => happened switch
    {
        FrameDecoded frame => frame.Time,
        AudioDecoded sound => sound.Range.End,
        TextDecoded text => text.CompleteAt,
        GapFound gap => gap.Range.End,
        StreamEnded ended => ended.End,
        _ => null,
    };
}
