using LongVpo.Core.Frames;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Media.Native;
using LongVpo.Media.Recording;
using LongVpo.Media.Sources;
using Microsoft.Extensions.Logging;

namespace LongVpo.Media.Live;

/// <summary>One watch of a live source: connections one after another for ever, all into one stream. Disposing it stops the decoding thread and frees everything.</summary>
internal sealed partial class LiveRun : IAsyncDisposable
{
    private readonly LiveParts _parts;
    private readonly LiveLocation _location;
    private readonly SourceRequest _request;
    private readonly CancellationTokenSource _stop;
    private readonly LivePictures _pictures;
    private readonly LiveAssembler _assembler;
    private readonly Backoff _backoff;
    private readonly LiveRecorder? _recorder;
    private readonly ILogger _log;
    private AvCounts _counts;
    private long _reconnects;
    private bool _isChanged;
    private HlsPlace? _place;

    private LiveRun(LiveParts parts, LiveLocation location, SourceRequest request, CancellationToken cancellationToken)
    {
        (_parts, _location, _request, _log) = (parts, location, request, parts.Log);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue = new LiveQueue(parts.Live.QueueFrames, (int)(parts.Live.QueueSound.TotalMilliseconds / 100));
        _pictures = new LivePictures(parts.Live, parts.Sampling, Queue);
        _assembler = new LiveAssembler(parts.Live, request, containerClock: location.Kind == LiveKind.Growing, _pictures.Capacity, Tell);
        // A file that someone else writes is its own recording.
        if (parts.Recordings is { } room && location.Kind != LiveKind.Growing)
            _recorder = new LiveRecorder(room, FileIdentity.OfText(location.Identity()), location.Shown, _assembler.Find, _assembler.UtcOf, request.Meter,
                why => Tell(new RecordingNoted(_assembler.Covered ?? request.Anchor?.Time ?? MediaTime.Zero, why)));
        _backoff = new Backoff(parts.Live, Random.Shared.NextDouble);
    }

    public LiveQueue Queue { get; }

    /// <summary>Buffers of pictures that someone still holds.</summary>
    public int PicturesOut => _pictures.Outstanding;

    /// <summary>Ends when nothing more comes, with what made it impossible.</summary>
    public Task Finished { get; private set; } = Task.CompletedTask;

    /// <param name="parts">What every reading needs.</param>
    /// <param name="location">What to watch.</param>
    /// <param name="request">Where the timeline stood.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static LiveRun Start(LiveParts parts, LiveLocation location, SourceRequest request, CancellationToken cancellationToken)
    {
        var run = new LiveRun(parts, location, request, cancellationToken);
        request.Meter?.Attach(() => run.Queue.Ledger);
        run.Finished = run.WatchAsync();
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Finished.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _request.Meter?.Detach(Queue.Ledger);
        Queue.Dispose();
        _assembler.Discard();
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (!await ConnectAsync())
            {
                if (!_isChanged) await Task.Delay(_backoff.Next(), _parts.Time, _stop.Token);
                _reconnects++;
                Queue.CountReconnect();
            }
        }
        finally
        {
            Queue.Complete();
        }
    }

    // True when the source is over. One thread at a time decodes a stream, and it is a thread of its own because FFmpeg blocks.
    private async Task<bool> ConnectAsync()
    {
        var before = _assembler.Covered;
        var connection = new LiveConnection(_parts, _location, _assembler, _pictures, Queue, _recorder, _place);
        var end = await Task.Factory.StartNew(() => connection.Run(_stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _place = connection.Place;
        _counts = Sum(_counts, end.Counts);
        // A source that only changed its coding is there, and waiting would lose footage.
        _isChanged = end is { Delivered: true, Failure.Code: AvErrorCode.Changed };
        if (end.Failure is { } failure && LiveSentences.IsFinal(_location, failure)) throw LiveSentences.For(_location, failure);
        var reason = LiveSentences.Sentence(_location, end.Failure);
        // What has an end of its own is at it; reading such a source again would only come to the same place.
        if (end is { Finite: true, Delivered: true } && (end.Failure is null || _isChanged))
        {
            _assembler.Flush();
            var (why, words) = _isChanged ? (StreamEnd.DecodeFailed, reason) : (StreamEnd.Finished, (string?)null);
            Tell(new StreamEnded(why, _assembler.Covered ?? MediaTime.Zero, Counters(), words));
            return true;
        }

        LogLost(reason);
        _assembler.Lost(reason);
        // Only what brought something new was worth coming back for at once.
        if (_assembler.Covered is { } now && (before is null || now > before)) _backoff.Reset();
        return false;
    }

    private void Tell(MediaEvent happened)
    {
        if (happened is FrameDecoded frame) _pictures.Reached(frame.Time);
        try
        {
            Queue.Put(happened, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            (happened as FrameDecoded)?.Sampled?.Dispose();
            throw;
        }
    }

    private SourceCounters Counters() => new()
    {
        PacketsRead = _counts.Packets,
        BytesRead = _counts.Bytes,
        FramesDecoded = _pictures.Decoded,
        FramesSampled = _pictures.Sampled,
        FramesCorrupt = _pictures.Corrupt + _counts.DecodeErrors,
        FramesOutOfOrder = _counts.OutOfOrder + _assembler.Repeated,
        ReadErrors = _counts.ReadErrors,
        FramesDropped = Queue.Ledger.Dropped,
        Reconnects = _reconnects,
    };

    private static AvCounts Sum(AvCounts a, AvCounts b) => new()
    {
        Packets = a.Packets + b.Packets,
        Bytes = a.Bytes + b.Bytes,
        Decoded = a.Decoded + b.Decoded,
        OutOfOrder = a.OutOfOrder + b.OutOfOrder,
        DecodeErrors = a.DecodeErrors + b.DecodeErrors,
        ReadErrors = a.ReadErrors + b.ReadErrors,
        EndUs = Math.Max(a.EndUs, b.EndUs),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reason} It is opened again.")]
    private partial void LogLost(string reason);
}
