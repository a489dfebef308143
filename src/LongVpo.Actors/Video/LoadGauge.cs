using LongVpo.Core.Segments;

namespace LongVpo.Actors.Video;

/// <summary>Carries one run's load from the observing, which notices that it is behind, to the cutting, which can ask less of it. Files wait instead and are never degraded.</summary>
internal sealed class LoadGauge(bool degrades, TimeSpan longestWait, TimeProvider time)
{
    private volatile Load _now = Load.Normal;
    private long? _behindSince;

    public Load Now => _now;

    /// <summary>Something was taken after it had waited this long; the observing alone says so.</summary>
    public void Waited(TimeSpan wait)
    {
        if (!degrades) return;
        if (!LoadRules.IsBehind(wait / longestWait))
        {
            _behindSince = null;
            return;
        }

        _behindSince ??= time.GetTimestamp();
        var next = LoadRules.Within(_now, wait / longestWait, time.GetElapsedTime(_behindSince.Value) / longestWait);
        if (next == _now) return;
        (_now, _behindSince) = (next, time.GetTimestamp());
    }

    /// <summary>Whether a sampled picture that has waited this long is left out.</summary>
    /// <param name="wait">How long it waited.</param>
    /// <param name="before">Sampled pictures of its segment before it.</param>
    public bool LeavesOut(TimeSpan wait, int before) => LoadRules.LeavesOut(_now, wait / longestWait, before);

    /// <summary>A segment was sealed after its end had waited this long; the observing alone says so.</summary>
    public void Sealed(TimeSpan wait)
    {
        if (degrades) _now = LoadRules.Next(_now, wait / longestWait);
    }
}
