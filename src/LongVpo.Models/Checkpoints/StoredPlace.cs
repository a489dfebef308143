using System.Collections.Immutable;

namespace LongVpo.Models.Checkpoints;

/// <summary>
/// Says where a weight lies in a file: a whole stored tensor, or rows of one that several weights were fused into. Fused rows come in groups of equal make-up: once for a vision block's
/// query-key-value tensor, once per key head for InternLM2's.
/// </summary>
/// <param name="Name">The stored tensor's name.</param>
/// <param name="Shape">The shape it must have there.</param>
/// <param name="Groups">How many groups of rows it has.</param>
/// <param name="First">First row in each group that belongs to the weight.</param>
/// <param name="Rows">How many rows in each group do.</param>
/// <param name="GroupRows">Rows of a group.</param>
public sealed record StoredPlace(string Name, ImmutableArray<long> Shape, int Groups, int First, int Rows, int GroupRows)
{
    /// <summary>A weight that is a stored tensor of its own.</summary>
    public static StoredPlace Whole(string name, ImmutableArray<long> shape) => new(name, shape, 1, 0, 1, 1);

    /// <summary>Whether the weight's numbers lie together.</summary>
    public bool IsContiguous => Groups == 1;

    /// <summary>The pieces of the stored tensor that make up the weight, in order, in bytes.</summary>
    /// <param name="bytes">Bytes of the whole stored tensor.</param>
    public IEnumerable<(long Start, long Length)> Pieces(long bytes)
    {
        var row = bytes / ((long)Groups * GroupRows);
        for (var group = 0L; group < Groups; group++)
            yield return (((group * GroupRows) + First) * row, Rows * row);
    }
}
