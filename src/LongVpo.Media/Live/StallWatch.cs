using LongVpo.Core.Options;
using LongVpo.Core.Time;

namespace LongVpo.Media.Live;

/// <summary>
/// Decides when a connection that stands has been silent for so long that it counts as lost. A source that is silent again and again and then delivers what it held back is
/// not lost, so the limit grows to what it needs. Pure: it is told the time.
/// </summary>
internal sealed class StallWatch
{
    private const int Steps = 4;
    private const double Room = 1.5;

    private readonly TimeSpan _most;
    private TimeSpan _limit;
    private DateTimeOffset _heard;
    private MediaTime? _reached;
    private bool _isStalled;

    /// <param name="options">Limits.</param>
    /// <param name="step">How far pictures are apart; null where nobody knows.</param>
    /// <param name="now">The time: the connection is there.</param>
    public StallWatch(LiveOptions options, TimeSpan? step, DateTimeOffset now)
    {
        (_most, _heard) = (options.ReadTimeout, now);
        _limit = step is { } known && known * Steps > options.StallAfter ? known * Steps : options.StallAfter;
    }

    /// <summary>Something came.</summary>
    /// <param name="time">Of it, on the source's clock; null where it has none.</param>
    /// <param name="now">The time.</param>
    public void Heard(MediaTime? time, DateTimeOffset now)
    {
        var pause = now - _heard;
        // What goes on where it stopped was only held back.
        if (_isStalled && time is { } at && _reached is { } before && at.Since(before) < pause / 2) _limit = pause * Room < _most ? pause * Room : _most;
        (_isStalled, _heard) = (false, now);
        if (time is { } later && !(later < _reached)) _reached = later;
    }

    /// <summary>True once per silence, when it has become too long.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        if (_isStalled || now - _heard < _limit) return false;
        return _isStalled = true;
    }
}
