using LongVpo.Core.Frames;
using LongVpo.Media.Native;

namespace LongVpo.Media.Sources;

/// <summary>
/// Decodes every n-th interval of a file on a thread of its own. Its pictures come from its own pool: intervals leave in order, so a worker that is
/// ahead only ever waits for pictures that will be read before its own next ones, and two workers cannot wait for each other.
/// </summary>
internal sealed class VideoWorker : IDisposable
{
    private const int FramesPerBatch = 16;

    private readonly string _path;
    private readonly AvSettings _settings;
    private readonly IReadOnlyList<DecodeInterval> _intervals;
    private readonly FrameBufferPool _pool;
    private readonly BoundedHandover<FrameBatch> _batches;
    private readonly CancellationToken _stop;
    private List<DecodedFrame> _open = new(FramesPerBatch);
    private AvSession? _session;
    private AvCounts _earlier;

    private VideoWorker(string path, AvSettings settings, IReadOnlyList<DecodeInterval> intervals, int pictures, int batchesAhead, CancellationToken stop)
    {
        (_path, _settings, _intervals, _stop) = (path, settings, intervals, stop);
        _pool = new FrameBufferPool(pictures);
        _batches = new BoundedHandover<FrameBatch>(batchesAhead);
    }

    public BoundedHandover<FrameBatch> Batches => _batches;

    /// <summary>Ends when the thread has ended, with what stopped it.</summary>
    public Task Finished { get; private set; } = Task.CompletedTask;

    /// <summary>What was read; complete when <see cref="Finished"/>.</summary>
    public AvCounts Counts { get; private set; }

    /// <summary>The first damage that an interval ended at before its end; the intervals after it were decoded all the same.</summary>
    public AvException? Unread { get; private set; }

    public static VideoWorker Start(string path, AvSettings settings, IReadOnlyList<DecodeInterval> intervals, int pictures, int batchesAhead, CancellationToken stop)
    {
        var worker = new VideoWorker(path, settings, intervals, pictures, batchesAhead, stop);
        worker.Finished = Task.Factory.StartNew(worker.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return worker;
    }

    /// <summary>Only after <see cref="Finished"/>. The pool stays for the pictures that readers still hold; it owns nothing but memory.</summary>
    public void Dispose()
    {
        _batches.Dispose();
        _session?.Dispose();
    }

    private void Run()
    {
        try
        {
            foreach (var interval in _intervals) Decode(interval);
        }
        finally
        {
            foreach (var frame in _open) frame.Picture?.Dispose();
            CloseSession();
            Counts = _earlier;
            _batches.Complete();
        }
    }

    private void Decode(DecodeInterval interval)
    {
        if (interval.From is { } from)
        {
            _session ??= OpenSession();
            if (!_session.Select(from, interval.EndPts) || !DecodeFrom(from.Pts)) DecodeFromBeginning(from.Pts, interval.EndPts);
        }
        else
        {
            DecodeFromBeginning(null, interval.EndPts);
        }

        HandOver(endsInterval: true);
    }

    /// <summary>False when the decoder could not show the key frame itself, so that the interval must be decoded from further back.</summary>
    private bool DecodeFrom(long keyPts)
    {
        if (!Next(_session!)) return false;
        if (_session!.Time.Pts != keyPts || _session.IsCorrupt) return false;
        do Take(_session, _session.IsFirst);
        while (Next(_session));
        return true;
    }

    private void DecodeFromBeginning(long? fromPts, long? endPts)
    {
        CloseSession();
        _session = OpenSession();
        _session.Limit(endPts);
        while (Next(_session))
            if (fromPts is null || _session.Time.Pts >= fromPts) Take(_session, _session.IsFirst);
    }

    private bool Next(AvSession session)
    {
        try
        {
            return session.Next();
        }
        catch (AvException e) when (e.Code == AvErrorCode.ReadFailed)
        {
            Unread ??= e;
            return false;
        }
    }

    private AvSession OpenSession() => AvSession.Open(_path, _settings, _stop);

    private void CloseSession()
    {
        if (_session is null) return;
        var now = _session.Counts;
        _earlier = new AvCounts
        {
            Packets = _earlier.Packets + now.Packets,
            Bytes = _earlier.Bytes + now.Bytes,
            Decoded = _earlier.Decoded + now.Decoded,
            OutOfOrder = _earlier.OutOfOrder + now.OutOfOrder,
            DecodeErrors = _earlier.DecodeErrors + now.DecodeErrors,
            ReadErrors = _earlier.ReadErrors + now.ReadErrors,
            EndUs = Math.Max(_earlier.EndUs, now.EndUs),
        };
        _session.Dispose();
        _session = null;
    }

    private void Take(AvSession session, bool undecided)
    {
        var picture = session.IsSampled && !session.Data.IsEmpty ? CopyPicture(session) : null;
        _open.Add(new DecodedFrame(session.Time, session.CopyThumb(), picture, session.IsCorrupt, undecided));
        // A batch never keeps a picture back: the pool may be waiting for just that one.
        if (picture is not null || _open.Count >= FramesPerBatch) HandOver(endsInterval: false);
    }

    private Frame CopyPicture(AvSession session)
    {
        var pixels = _pool.Rent(session.Data.Length, _stop);
        session.Data.CopyTo(pixels);
        return new Frame(session.Time, session.Width, session.Height, pixels, _pool);
    }

    private void HandOver(bool endsInterval)
    {
        _batches.Put(new FrameBatch(_open, endsInterval), _stop);
        _open = new List<DecodedFrame>(FramesPerBatch);
    }
}
