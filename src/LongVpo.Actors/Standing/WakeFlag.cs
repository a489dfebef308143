namespace LongVpo.Actors.Standing;

/// <summary>Whether a standing question has been woken and has not looked yet: one waking is enough, so its inbox never fills and nobody waits for it.</summary>
internal sealed class WakeFlag
{
    private int _set;

    /// <returns>True for the first to set it.</returns>
    public bool TrySet() => Interlocked.Exchange(ref _set, 1) == 0;

    public void Clear() => Interlocked.Exchange(ref _set, 0);
}
