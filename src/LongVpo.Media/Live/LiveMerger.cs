using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Media.Live;

/// <summary>
/// Puts pictures, sound and text into the one order of the timeline. A picture waits for the sound that is over by its time, but not for ever: sound may be lost, and what
/// comes later than that wait is let go rather than told out of order.
/// </summary>
internal sealed class LiveMerger(TimeSpan wait)
{
    // Sound that is so far behind has been lost, and nothing waits for it until it is back.
    private static readonly TimeSpan Lost = TimeSpan.FromSeconds(3);

    private readonly PriorityQueue<MediaEvent, (MediaTime Time, int Rank, long Order)> _waiting = new(Comparer<(MediaTime Time, int Rank, long Order)>.Create(static (a, b) =>
        a.Time.CompareTo(b.Time) is not 0 and var byTime ? byTime : a.Rank != b.Rank ? a.Rank - b.Rank : a.Order.CompareTo(b.Order)));

    private long _order;
    private MediaTime? _picture;
    private MediaTime? _sound;

    /// <summary>Pictures are expected; without them sound does not wait.</summary>
    public bool HasPicture { get; set; }

    /// <summary>Sound is expected.</summary>
    public bool HasSound { get; set; }

    public void Add(MediaEvent happened)
    {
        var (time, rank) = happened switch
        {
            FrameDecoded frame => (frame.Time, 2),
            AudioDecoded sound => (sound.Range.End, 0),
            TextDecoded text => (text.CompleteAt, 1),
            _ => throw new InvalidOperationException($"{happened.GetType().Name} has no place among pictures and sound."),
        };
        if (rank == 2) _picture = Later(_picture, time);
        if (rank == 0) _sound = Later(_sound, time);
        _waiting.Enqueue(happened, (time, rank, _order++));
    }

    /// <summary>The next event that nothing earlier can come before any more.</summary>
    public bool TryTake(out MediaEvent happened) => TryTake(all: false, out happened);

    /// <summary>The next event, whatever may still come: used when nothing more does.</summary>
    public bool TryTakeRest(out MediaEvent happened) => TryTake(all: true, out happened);

    /// <summary>The timeline goes on elsewhere; what was taken before says nothing about what comes.</summary>
    public void Restart() => (_picture, _sound) = (null, null);

    private bool TryTake(bool all, out MediaEvent happened)
    {
        if (!_waiting.TryPeek(out happened!, out var key) || !(all || MayLeave(happened, key.Time))) return false;
        _waiting.Dequeue();
        return true;
    }

    private bool MayLeave(MediaEvent happened, MediaTime time)
    {
        if (happened is FrameDecoded)
        {
            if (!HasSound || _sound >= time || (_picture is { } newest && newest.Since(time) >= wait)) return true;
            return _sound is { } heard && time.Since(heard) > Lost;
        }

        return !HasPicture || _picture >= time || (_sound is { } latest && latest.Since(time) >= wait + wait);
    }

    private static MediaTime Later(MediaTime? known, MediaTime time) => known is { } before ? MediaTime.Max(before, time) : time;
}
