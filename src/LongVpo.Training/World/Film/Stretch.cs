namespace LongVpo.Training.World.Film;

/// <summary>A stretch of a film.</summary>
/// <param name="From">Its beginning, in milliseconds of the film.</param>
/// <param name="To">Its end, not included.</param>
public readonly record struct Stretch(long From, long To)
{
    /// <summary>In milliseconds.</summary>
    public long Length => To - From;

    /// <summary>Whether a moment belongs to it.</summary>
    public bool Holds(long time) => time >= From && time < To;
}
