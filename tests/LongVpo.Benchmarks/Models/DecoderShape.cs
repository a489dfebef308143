namespace LongVpo.Benchmarks.Models;

/// <summary>A decoder's measures, as both contestants are told them.</summary>
internal sealed record DecoderShape(string Name, int Layers, int Width, int Heads, int KeyHeads, int Hidden, int Vocabulary)
{
    /// <summary>The decoder that the project's first study of engines measured, 5.34 M parameters.</summary>
    public static readonly DecoderShape Small = new("5M", 6, 256, 4, 4, 704, 1024);

    /// <summary>Qwen2.5-1.5B without its vocabulary and with 20 of its 28 layers: the measures of a decoder of one billion parameters.</summary>
    public static readonly DecoderShape Billion = new("1B", 20, 1536, 12, 2, 8960, 32768);

    public int HeadWidth => Width / Heads;

    /// <summary>Numbers in all matrices but the embedding, each of which costs a multiplication and an addition per token.</summary>
    public long Products => ((long)Layers * Width * ((2 * Width) + (2 * KeyHeads * HeadWidth) + (3 * Hidden))) + ((long)Width * Vocabulary);

    public long Parameters => Products + ((long)Width * Vocabulary);
}
