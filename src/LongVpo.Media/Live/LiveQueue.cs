using System.Threading.Channels;
using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Media.Live;

/// <summary>
/// The bounded hand-over between a source that cannot wait and its reader. When too many frames wait the oldest is dropped, counted, and told in its place; sound has a bound
/// of its own. Everything else (gaps, clock readings, losses) is kept, and only while thousands of these wait does the source wait as well.
/// </summary>
internal sealed class LiveQueue : IDisposable
{
    private const int NoticesMost = 4096;

    private readonly Lock _gate = new();
    private readonly LinkedList<object> _items = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim _notices = new(NoticesMost, NoticesMost);
    private readonly int _framesMost;
    private readonly int _soundMost;
    private volatile bool _waits;
    private readonly SemaphoreSlim _space;
    private int _frames;
    private int _pictures;
    private int _sounds;
    private long _received;
    private long _delivered;
    private long _dropped;
    private long _reconnects;
    private bool _closed;

    /// <param name="framesMost">Frames that may wait.</param>
    /// <param name="soundMost">Blocks of sound, and as many lines of text, that may wait.</param>
    public LiveQueue(int framesMost, int soundMost)
    {
        (_framesMost, _soundMost) = (framesMost, soundMost);
        _space = new SemaphoreSlim(framesMost, framesMost);
    }

    /// <summary>Blocks of sound and lines that were let go.</summary>
    public long SoundDropped { get; private set; }

    public SourceLedger Ledger
    {
        get
        {
            lock (_gate) return new SourceLedger(_received, _delivered, _dropped, _frames, _reconnects);
        }
    }

    /// <summary>The source turned out to be one that can wait for its reader: nothing is dropped. Called before anything was put.</summary>
    public void WaitForReader() => _waits = true;

    /// <summary>Whether the source waits for its reader.</summary>
    public bool Waits => _waits;

    /// <summary>Frames with pictures that wait.</summary>
    public int PicturesWaiting
    {
        get
        {
            lock (_gate) return _pictures;
        }
    }

    public void CountReconnect()
    {
        lock (_gate) _reconnects++;
    }

    /// <summary>Adds what the source says next. Blocks only a source that can wait, or one whose reader has left thousands of notices.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while it waited.</exception>
    public void Put(MediaEvent happened, CancellationToken cancellationToken)
    {
        if (happened is FrameDecoded && _waits) _space.Wait(cancellationToken);
        else if (happened is not (FrameDecoded or AudioDecoded or TextDecoded)) _notices.Wait(cancellationToken);
        lock (_gate)
        {
            if (_closed)
            {
                (happened as FrameDecoded)?.Sampled?.Dispose();
                return;
            }

            Add(happened);
        }

        _signal.Writer.TryWrite(true);
    }

    /// <summary>Drops the oldest frames until one with a picture went; false when none that waits has one.</summary>
    public bool DropOldestPicture()
    {
        lock (_gate)
        {
            if (_pictures == 0) return false;
            while (!DropOldest()) continue;
            return true;
        }
    }

    /// <summary>Counts a frame that had to be let go before it could wait here.</summary>
    public void PutDropped(MediaTime time)
    {
        lock (_gate)
        {
            _received++;
            _dropped++;
            if (_items.Last?.Value is Dropped mark) mark.Add(time);
            else _items.AddLast(new Dropped(time));
        }
    }

    /// <summary>No more will come.</summary>
    public void Complete() => _signal.Writer.TryComplete();

    /// <summary>Waits for something to take; false when no more will come, though something may still be there to take.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (!await _signal.Reader.WaitToReadAsync(cancellationToken)) return false;
        _signal.Reader.TryRead(out _);
        return true;
    }

    public bool TryTake(out MediaEvent happened)
    {
        lock (_gate)
        {
            happened = null!;
            if (_items.First is not { } first) return false;
            if (first.Value is Dropped mark)
            {
                if (EndOf(first, mark.Last) is not { } end) return false;
                _items.RemoveFirst();
                happened = new FramesDropped(new TimeRange(mark.From, MediaTime.Max(mark.From, end)), mark.Frames);
                return true;
            }

            _items.RemoveFirst();
            happened = (MediaEvent)first.Value;
            Leave(happened);
            return true;
        }
    }

    /// <summary>Gives back every picture that waits; nothing can be put any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var item in _items) (item as FrameDecoded)?.Sampled?.Dispose();
        }

        Complete();
    }

    private void Add(MediaEvent happened)
    {
        _items.AddLast(happened);
        if (happened is FrameDecoded frame)
        {
            _received++;
            if (frame.Sampled is not null) _pictures++;
            if (++_frames > _framesMost && !_waits) DropOldest();
        }
        else if (happened is AudioDecoded or TextDecoded && ++_sounds > _soundMost && !_waits)
        {
            for (var node = _items.First; node is not null; node = node.Next)
            {
                if (node.Value is not (AudioDecoded or TextDecoded)) continue;
                _items.Remove(node);
                _sounds--;
                SoundDropped++;
                break;
            }
        }
    }

    private void Leave(MediaEvent happened)
    {
        if (happened is FrameDecoded frame)
        {
            _frames--;
            _delivered++;
            if (frame.Sampled is not null) _pictures--;
            if (_waits) _space.Release();
        }
        else if (happened is AudioDecoded or TextDecoded)
        {
            _sounds--;
        }
        else
        {
            _notices.Release();
        }
    }

    // True when the dropped frame had a picture. A mark takes its place; neighbouring marks on the same side of a gap become one.
    private bool DropOldest()
    {
        var node = _items.First;
        while (node is not null && node.Value is not FrameDecoded) node = node.Next;
        if (node is null) return true;
        var frame = (FrameDecoded)node.Value;
        _frames--;
        _dropped++;
        if (MarkBefore(node) is { } mark) mark.Add(frame.Time);
        else _items.AddBefore(node, new Dropped(frame.Time));
        _items.Remove(node);
        if (frame.Sampled is null) return false;
        _pictures--;
        frame.Sampled.Dispose();
        return true;
    }

    private static Dropped? MarkBefore(LinkedListNode<object> node)
    {
        for (var before = node.Previous; before is not null; before = before.Previous)
        {
            if (before.Value is Dropped mark) return mark;
            if (before.Value is GapFound) return null;
        }

        return null;
    }

    // Where the stretch of dropped frames ends: at the next frame, or where the footage itself does.
    private static MediaTime? EndOf(LinkedListNode<object> mark, MediaTime last)
    {
        for (var node = mark.Next; node is not null; node = node.Next)
        {
            switch (node.Value)
            {
                case FrameDecoded frame: return frame.Time;
                case GapFound gap: return gap.Range.Start;
                case StreamEnded ended: return ended.End;
                case SourceLost: return last;
                default: break;
            }
        }

        return null;
    }

    private sealed class Dropped(MediaTime from)
    {
        public MediaTime From { get; } = from;

        public MediaTime Last { get; private set; } = from;

        public int Frames { get; private set; } = 1;

        public void Add(MediaTime time)
        {
            Frames++;
            Last = time;
        }
    }
}
