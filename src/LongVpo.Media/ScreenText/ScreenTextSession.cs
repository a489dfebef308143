using System.Threading.Channels;
using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Observations;

namespace LongVpo.Media.ScreenText;

/// <summary>
/// Reads one segment's text while its frames arrive. Frames wait in a short queue for one task that looks at them in order; when the queue is full
/// the pusher waits, so that reading sets the pace of a file and never piles up pixels.
/// </summary>
internal sealed class ScreenTextSession : IScreenTextSession
{
    private readonly ScreenTextOptions _options;
    private readonly OcrPool _pool;
    private readonly StillTextReader _stills;
    private readonly Action<int, int, int> _count;
    private readonly Channel<Frame> _frames;
    private readonly LineTracker _tracker;
    private readonly bool _first;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _looking;
    private GrayPicture? _only;
    private int _width;
    private int _height;

    public ScreenTextSession(ScreenTextOptions options, Lazy<Lexicon> lexicon, OcrPool pool, StillTextReader stills, string? carry, Action<int, int, int> count)
    {
        (_options, _pool, _stills, _count, _first) = (options, pool, stills, count, carry is null);
        _frames = Channel.CreateBounded<Frame>(new BoundedChannelOptions(options.QueuedFrames) { SingleReader = true, SingleWriter = true });
        _tracker = new LineTracker(options, lexicon, TrackCarry.Read(carry));
        _looking = Task.Run(LookAsync);
    }

    public async ValueTask PushAsync(Frame frame, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var lease = frame.Lease();
        try
        {
            await _frames.Writer.WriteAsync(lease, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            lease.Dispose();
            // The looking task closed the queue because it failed; its own words say why.
            await _looking;
            throw;
        }
        catch (OperationCanceledException)
        {
            lease.Dispose();
            throw;
        }
    }

    public async ValueTask<ScreenTextResult> FinishAsync(TimeRange range, CancellationToken cancellationToken)
    {
        _frames.Writer.TryComplete();
        await _looking.WaitAsync(cancellationToken);
        _count(_tracker.Frames, _tracker.FramesRead, _tracker.Runs);
        var observations = TextBlocks.Of(_tracker.Ended.Concat(_tracker.Live), range, Math.Max(1, _width), Math.Max(1, _height), _options);
        if (_first && _only is { } still)
        {
            var page = await _stills.ReadAsync(still, cancellationToken);
            var found = observations.Sum(o => o.Text!.Length);
            if (page.Text.Length > found) observations = [.. page.Blocks.Select(b => b.ToObservation(range))];
        }

        return new ScreenTextResult(observations, TrackCarry.Write(_tracker.Live));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _frames.Writer.TryComplete();
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (_frames.Reader.TryRead(out var waiting)) waiting.Dispose();
        _stop.Dispose();
    }

    private async Task LookAsync()
    {
        var failure = default(Exception);
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync(_stop.Token))
                using (frame) await LookAtAsync(frame);
        }
        catch (Exception stopped) when (stopped is Native.OcrException or OperationCanceledException)
        {
            failure = stopped;
            throw;
        }
        finally
        {
            _frames.Writer.TryComplete(failure is OperationCanceledException ? null : failure);
        }
    }

    private async ValueTask LookAtAsync(Frame frame)
    {
        var gray = GrayPicture.Of(frame);
        // A single frame may be a still picture, which is read as a page at the end.
        _only = _width == 0 ? gray : null;
        (_width, _height) = (frame.Width, frame.Height);
        var time = frame.Time;
        await _pool.UseAsync(
            engine =>
            {
                _tracker.Look(gray, time, engine);
                return true;
            },
            _stop.Token);
    }
}
