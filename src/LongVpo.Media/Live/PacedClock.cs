using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Media.Live;

/// <summary>Where a file that is played at a pace is by now, from the moment its first event came.</summary>
internal sealed class PacedClock(TimeProvider time, double pace)
{
    // Who takes the file up again leaves out what was already seen, and the first reading with it.
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private MediaTime? _first;
    private MediaTime _told;
    private long _began;
    private DateTimeOffset _beganUtc;

    /// <summary>Where the file is by now, on its own clock; null before it began.</summary>
    public MediaTime? Now => _first?.Plus(time.GetElapsedTime(_began) * pace);

    /// <summary>Begins with the first moment it is asked about, and says from time to time, and then, when a moment is live; null between.</summary>
    public ClockRead? Reading(MediaTime at)
    {
        if (_first is null) (_first, _began, _beganUtc) = (at, time.GetTimestamp(), time.GetUtcNow());
        else if (at.Since(_told) < Again) return null;
        _told = at;
        return new ClockRead(at, _beganUtc + (at.Since(_first.Value) / pace), FromStream: false) { Pace = pace == 1 ? null : pace };
    }

    /// <summary>How long it is until a moment has come; negative when it has passed. Only after <see cref="Reading"/>.</summary>
    public TimeSpan Until(MediaTime at) => (at.Since(_first!.Value) / pace) - time.GetElapsedTime(_began);
}
