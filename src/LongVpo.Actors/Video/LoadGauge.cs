using LongVpo.Core.Segments;

namespace LongVpo.Actors.Video;

/// <summary>Carries one run's load from the observing, which notices that it is behind, to the cutting, which can ask less of it. Files wait instead and are never degraded.</summary>
internal sealed class LoadGauge(bool degrades, TimeSpan longestWait)
{
    private volatile Load _now = Load.Normal;

    public Load Now => _now;

    /// <summary>Something was taken after it had waited this long; the observing alone says so.</summary>
    public void Waited(TimeSpan wait)
    {
        if (degrades) _now = LoadRules.Within(_now, wait / longestWait);
    }

    /// <summary>A segment was sealed after its end had waited this long; the observing alone says so.</summary>
    public void Sealed(TimeSpan wait)
    {
        if (degrades) _now = LoadRules.Next(_now, wait / longestWait);
    }
}
