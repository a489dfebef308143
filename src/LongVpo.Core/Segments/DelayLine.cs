using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Core.Segments;

/// <summary>
/// Holds events until it is decided which segment they belong to, in one order that does not depend on how the source happened to interleave its streams:
/// by the moment an event is complete, sound and text before the frame of the same moment.
/// </summary>
internal sealed class DelayLine
{
    private readonly List<Held> _held = [];
    private int _first;

    public bool IsEmpty => _first == _held.Count;

    public Held First => _held[_first];

    /// <summary>The earliest frame that is held; null when none is.</summary>
    public MediaTime? NextFrame
    {
        get
        {
            for (var i = _first; i < _held.Count; i++)
                if (_held[i].Event is FrameDecoded) return _held[i].Time;
            return null;
        }
    }

    public void Add(MediaEvent happened, MediaTime time, bool replayed)
    {
        var held = new Held(happened, time, replayed);
        var at = _held.Count;
        while (at > _first && Compare(held, _held[at - 1]) < 0) at--;
        _held.Insert(at, held);
    }

    public Held Take()
    {
        var taken = _held[_first++];
        if (_first >= 64 && _first * 2 >= _held.Count)
        {
            _held.RemoveRange(0, _first);
            _first = 0;
        }

        return taken;
    }

    private static int Compare(Held left, Held right)
    {
        var byTime = left.Time.CompareTo(right.Time);
        return byTime != 0 ? byTime : Rank(left.Event) - Rank(right.Event);
    }

    private static int Rank(MediaEvent happened) => happened switch { ClockRead or RecordingNoted or FramesDropped => -1, AudioDecoded => 0, TextDecoded => 1, _ => 2 };

    /// <param name="Event">What waits.</param>
    /// <param name="Time">When it is complete.</param>
    /// <param name="Replayed">Seen before a stop: it only reminds the cutter.</param>
    internal readonly record struct Held(MediaEvent Event, MediaTime Time, bool Replayed);
}
