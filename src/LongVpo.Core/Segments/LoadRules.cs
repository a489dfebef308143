namespace LongVpo.Core.Segments;

/// <summary>
/// Decides how much a live source that is watched too slowly is asked to give up: first every second picture, then short segments. A step up comes when footage has waited
/// too long for a while, because a burst that passes costs only patience; a step down only where a segment ends and only when hardly anything waits, so that the watching does
/// not swing to and fro.
/// </summary>
public static class LoadRules
{
    private const double Behind = 0.5;
    private const double FarBehind = 0.75;
    private const double CaughtUp = 0.2;
    private const double TooLate = 2;

    /// <summary>Whether footage waits so long that it matters how long that lasts.</summary>
    /// <param name="waited">How long footage waits to be observed, as a share of the longest wait that is put up with.</param>
    public static bool IsBehind(double waited) => waited >= Behind;

    /// <summary>The load while a segment is open: at most one step more than it was.</summary>
    /// <param name="load">As it was.</param>
    /// <param name="waited">How long footage waits to be observed, as a share of the longest wait that is put up with.</param>
    /// <param name="behindFor">How long that has been too long without a pause, or since the last step, as a share of the same.</param>
    public static Load Within(Load load, double waited, double behindFor)
    {
        if (behindFor < 1 || load == Load.FewerLonger) return load;
        return load == Load.Normal ? IsBehind(waited) ? Load.FewerPictures : load : waited >= FarBehind ? Load.FewerLonger : load;
    }

    /// <summary>
    /// Whether a sampled picture is to be left out: every second one under load, and every one that has waited twice as long as is put up with, so that what has piled up is let go
    /// instead of being looked at long after it happened.
    /// </summary>
    /// <param name="load">As it is.</param>
    /// <param name="waited">How long the picture waited to be observed, as a share of the longest wait that is put up with.</param>
    /// <param name="before">Sampled pictures of this segment before it.</param>
    public static bool LeavesOut(Load load, double waited, int before) => load > Load.Normal && (before % 2 == 1 || waited >= TooLate);

    /// <summary>The load of the segment that follows.</summary>
    /// <param name="load">As it was.</param>
    /// <param name="waited">How long footage waits to be observed, as a share of the longest wait that is put up with.</param>
    public static Load Next(Load load, double waited) => load > Load.Normal && waited <= CaughtUp ? load - 1 : load;
}
