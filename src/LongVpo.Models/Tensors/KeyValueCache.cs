namespace LongVpo.Models.Tensors;

/// <summary>
/// Holds the rotated keys and the values of one sequence, so that a new token costs one row instead of the whole sequence. Forks share what they have in common, which is how
/// a second question on the same frames starts without reading them again. Grows in blocks; a cache that is disposed gives back the blocks nobody else shares.
/// </summary>
public abstract class KeyValueCache : IDisposable
{
    /// <summary>How large one token is in it.</summary>
    public abstract CacheShape Shape { get; }

    /// <summary>Tokens that every layer has seen. It moves when a step is committed.</summary>
    public abstract int Length { get; }

    /// <summary>Bytes of the blocks it holds; shared blocks count in every sharer.</summary>
    public abstract long Bytes { get; }

    /// <summary>A cache with the first <paramref name="length"/> tokens of this one; both may grow apart afterwards.</summary>
    public abstract KeyValueCache Fork(int length);

    /// <summary>Counts the tokens that the last step appended to all layers as seen.</summary>
    public abstract void Commit(int tokens);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the blocks back. Twice does no harm.</summary>
    protected abstract void Dispose(bool disposing);
}
