using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Media.Sources;

/// <summary>
/// Gives out sound in the order of its ends and text in the order in which it was known whole, and only what is so by the time of a frame. It takes from the reader no more than it needs to
/// be sure, so the order of events never depends on which thread was faster.
/// </summary>
internal sealed class SideQueue(SideReader reader, MediaTime? from)
{
    /// <summary>How far ahead sound and text are read: containers store them up to some seconds apart from the picture they belong to.</summary>
    private const double AheadSeconds = 3;

    private readonly PriorityQueue<MediaEvent, (MediaTime At, long Order)> _waiting = new(Comparer<(MediaTime At, long Order)>.Create(static (a, b) =>
        a.At.CompareTo(b.At) is not 0 and var byTime ? byTime : a.Order.CompareTo(b.Order)));

    private long _order;
    private long _readToUs = long.MinValue;
    private bool _ended;

    /// <summary>Whether everything that is over by a time has been read.</summary>
    public bool HasReached(MediaTime time) => _ended || _readToUs >= (time.Seconds + AheadSeconds) * 1e6;

    /// <summary>Reads until <see cref="HasReached"/>.</summary>
    /// <exception cref="Native.AvException">The reader failed.</exception>
    public async ValueTask ReachAsync(MediaTime time, CancellationToken cancellationToken)
    {
        while (!HasReached(time)) await AdvanceAsync(cancellationToken);
    }

    /// <summary>Reads one batch more; false when there is none.</summary>
    public async ValueTask<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        while (!_ended)
        {
            if (reader.Batches.TryTake(out var batch))
            {
                Add(batch);
                return true;
            }

            if (await reader.Batches.WaitAsync(cancellationToken)) continue;
            _ended = true;
            await reader.Finished;
        }

        return false;
    }

    public bool TryTakeUpTo(MediaTime time, out MediaEvent happened) => TryTakeIf(end => end <= time, out happened);

    /// <summary>What nothing later can come before: used where there is no picture to set the pace.</summary>
    public bool TryTakeRead(out MediaEvent happened) => TryTakeIf(end => HasReached(end), out happened);

    /// <summary>Where the first sound begins that was read and not taken; null when there is none.</summary>
    public MediaTime? NextSound() =>
        _waiting.UnorderedItems.Select(item => item.Element).OfType<AudioDecoded>().Select(sound => (MediaTime?)sound.Range.Start).Min();

    private bool TryTakeIf(Func<MediaTime, bool> isOver, out MediaEvent happened)
    {
        if (_waiting.TryPeek(out happened!, out var key) && isOver(key.At))
        {
            _waiting.Dequeue();
            return true;
        }

        return false;
    }

    private void Add(SideBatch batch)
    {
        foreach (var (happened, range) in batch.Events)
            if (from is null || range.End > from.Value) _waiting.Enqueue(happened, (happened is TextDecoded text ? text.CompleteAt : range.End, _order++));
        _readToUs = Math.Max(_readToUs, batch.ReadToUs);
    }
}
