using System.Threading.Channels;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Speech;
using LongVpo.Core.Time;

namespace LongVpo.Actors.Video;

/// <summary>
/// Collects the stretches of one live source that wait to be written down. Bounded, because footage does not wait for a service: full lets the oldest stretch go, and says which.
/// </summary>
internal sealed class SoundTap
{
    private readonly UtteranceCutter _cutter;
    private readonly Channel<Utterance> _waiting;
    private readonly Lock _lock = new();
    private readonly LinkedList<Utterance> _pending = [];
    private TimeRange? _letGo;

    public SoundTap(SpeechOptions options)
    {
        _cutter = new UtteranceCutter(options);
        _waiting = Channel.CreateBounded<Utterance>(
            new BoundedChannelOptions(options.WaitingStretches) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, LetGo);
    }

    /// <summary>Everything before this was quiet or is done; null before the first sound.</summary>
    public MediaTime? HeardUntil
    {
        get
        {
            lock (_lock) return _pending.First?.Value.Range.Start ?? _cutter.HeardUntil;
        }
    }

    public void Offer(AudioDecoded sound)
    {
        lock (_lock)
            if (_cutter.Push(sound) is { } ended) Add(ended);
    }

    /// <summary>A stretch that was taken is kept.</summary>
    public void Done(Utterance stretch)
    {
        lock (_lock) _pending.Remove(stretch);
    }

    /// <summary>No more sound comes.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            if (_cutter.Finish() is { } last) Add(last);
            _waiting.Writer.TryComplete();
        }
    }

    public IAsyncEnumerable<Utterance> ReadAllAsync(CancellationToken cancellationToken) => _waiting.Reader.ReadAllAsync(cancellationToken);

    /// <summary>From the first to the last stretch that had to be let go since this was last asked; null when none had.</summary>
    public TimeRange? TakeLetGo()
    {
        lock (_lock)
        {
            var range = _letGo;
            _letGo = null;
            return range;
        }
    }

    private void Add(Utterance stretch)
    {
        _pending.AddLast(stretch);
        _waiting.Writer.TryWrite(stretch);
    }

    // Called while something is added, so under the lock.
    private void LetGo(Utterance lost)
    {
        _pending.Remove(lost);
        _letGo = _letGo?.Union(lost.Range) ?? lost.Range;
    }
}
