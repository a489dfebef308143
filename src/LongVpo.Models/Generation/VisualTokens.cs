namespace LongVpo.Models.Generation;

/// <summary>What the network made of one picture: some rows for the decoder, kept apart from the engine so that they can be compared, thinned and remembered.</summary>
/// <param name="values">The rows one behind the other.</param>
/// <param name="width">Channels of a row.</param>
public sealed class VisualTokens(float[] values, int width) : IDisposable
{
    /// <summary>How many rows there are.</summary>
    public int Count => values.Length / width;

    /// <summary>Channels of a row.</summary>
    public int Width => width;

    /// <summary>Memory it takes.</summary>
    public long Bytes => (long)values.Length * sizeof(float);

    /// <summary>All rows.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>One row.</summary>
    public ReadOnlySpan<float> Row(int index) => values.AsSpan(index * width, width);

    /// <summary>Nothing is held that needs freeing; a cache disposes what it lets go.</summary>
    public void Dispose()
    {
    }
}
