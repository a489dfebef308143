namespace LongVpo.Core.Segments;

/// <summary>
/// Decides how much a live source that is watched too slowly is asked to give up: first every second picture, then short segments. A step up comes as soon as the wait says
/// so, a step down only where a segment ends and only when hardly anything waits, so that the watching does not swing to and fro.
/// </summary>
public static class LoadRules
{
    private const double Behind = 0.5;
    private const double FarBehind = 0.75;
    private const double CaughtUp = 0.2;

    /// <summary>The load while a segment is open.</summary>
    /// <param name="load">As it was.</param>
    /// <param name="waited">How long footage waits to be observed, as a share of the longest wait that is put up with.</param>
    public static Load Within(Load load, double waited) =>
        waited >= FarBehind ? Load.FewerLonger : waited >= Behind && load == Load.Normal ? Load.FewerPictures : load;

    /// <summary>The load of the segment that follows.</summary>
    /// <param name="load">As it was.</param>
    /// <param name="waited">How long footage waits to be observed, as a share of the longest wait that is put up with.</param>
    public static Load Next(Load load, double waited) => load > Load.Normal && waited <= CaughtUp ? load - 1 : Within(load, waited);
}
