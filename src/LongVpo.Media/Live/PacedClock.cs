using LongVpo.Core.Time;

namespace LongVpo.Media.Live;

/// <summary>Where a file that is played at a pace is by now, from the moment its first event came.</summary>
internal sealed class PacedClock(TimeProvider time, double pace)
{
    private MediaTime? _first;
    private long _began;

    /// <summary>Where the file is by now, on its own clock; null before it began.</summary>
    public MediaTime? Now => _first?.Plus(time.GetElapsedTime(_began) * pace);

    /// <summary>Begins with this moment; false when it has begun.</summary>
    public bool Begin(MediaTime at)
    {
        if (_first is not null) return false;
        (_first, _began) = (at, time.GetTimestamp());
        return true;
    }

    /// <summary>How long it is until a moment has come; negative when it has passed. Only after <see cref="Begin"/>.</summary>
    public TimeSpan Until(MediaTime at) => (at.Since(_first!.Value) / pace) - time.GetElapsedTime(_began);
}
