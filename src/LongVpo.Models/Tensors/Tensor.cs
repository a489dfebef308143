using System.Collections.Immutable;

namespace LongVpo.Models.Tensors;

/// <summary>
/// Stands for numbers that an engine holds, row-major and dense as far as anyone outside can see. It belongs to the scope that was open on its thread when it was made and dies
/// with it, unless it was kept; weights are made outside of any scope and live until they are disposed. Not safe for two threads at once.
/// </summary>
public abstract class Tensor : IDisposable
{
    /// <summary>Extent of every dimension, outermost first.</summary>
    public abstract ImmutableArray<int> Shape { get; }

    /// <summary>How the numbers are held.</summary>
    public abstract ElementType Type { get; }

    /// <summary>How many dimensions it has.</summary>
    public int Rank => Shape.Length;

    /// <summary>How many numbers it holds.</summary>
    public long Count
    {
        get
        {
            var product = 1L;
            foreach (var extent in Shape) product *= extent;
            return product;
        }
    }

    /// <summary>Extent of the innermost dimension.</summary>
    public int Width => Shape[^1];

    /// <summary>How many rows of <see cref="Width"/> numbers it holds.</summary>
    public int Rows => (int)(Count / Math.Max(1, Width));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the numbers' memory back. Twice does no harm.</summary>
    protected abstract void Dispose(bool disposing);
}
