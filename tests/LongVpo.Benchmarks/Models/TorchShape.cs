namespace LongVpo.Benchmarks.Models;

/// <summary>The measures of a decoder that is trained here and in the peer.</summary>
internal sealed record TorchShape(string Name, int Layers, int Width, int Heads, int KeyHeads, int Hidden, int Vocabulary)
{
    /// <summary>The decoder of the study that chose the engines: 5.34 M parameters.</summary>
    public static readonly TorchShape Small = new("5M", 6, 256, 4, 4, 704, 1024);

    /// <summary>Two layers as wide as those of a decoder of a billion parameters; all of it with its optimizer, twice, would not fit 24 GiB.</summary>
    public static readonly TorchShape Wide = new("1B-wide", 2, 1536, 12, 2, 8960, 4096);

    public int HeadWidth => Width / Heads;

    /// <summary>Numbers in all matrices that a token is multiplied with.</summary>
    public long Products => ((long)Layers * Width * ((2 * Width) + (2 * KeyHeads * HeadWidth) + (3 * Hidden))) + ((long)Width * Vocabulary);
}
