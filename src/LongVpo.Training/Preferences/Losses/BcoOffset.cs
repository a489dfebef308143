namespace LongVpo.Training.Preferences.Losses;

/// <summary>BCO's offset: the running mean of all rewards seen, halfway between those of chosen and rejected responses. Part of a run's state, so it is a value.</summary>
/// <param name="Sum">Sum of all rewards.</param>
/// <param name="Count">How many.</param>
public readonly record struct BcoOffset(double Sum, long Count)
{
    /// <summary>What to give as <see cref="LossConstants.Offset"/>; 0 before any reward.</summary>
    public double Value => Count == 0 ? 0 : Sum / Count;

    /// <summary>The offset after some more pairs.</summary>
    public BcoOffset After(IEnumerable<PairScores> pairs, double beta)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var next = this;
        foreach (var pair in pairs) next = new BcoOffset(next.Sum + (beta * (pair.ChosenRatio + pair.RejectedRatio)), next.Count + 2);
        return next;
    }
}
