namespace LongVpo.Core.Frames;

/// <summary>
/// A whole frame shrunk to a few bytes of brightness and colour: small enough to keep for every decoded frame, and all that shot cutting and
/// measuring need. The picture is stretched to the fixed size; each cell is the mean of the pixels it covers (sub-sampled on large frames).
/// </summary>
/// <param name="luma"><see cref="Width"/> x <see cref="Height"/> bytes, row by row, full range 0 (black) to 255 (white).</param>
/// <param name="blue">Cb, <see cref="ChromaWidth"/> x <see cref="ChromaHeight"/> bytes, 128 is neutral.</param>
/// <param name="red">Cr, as <paramref name="blue"/>.</param>
public sealed class FrameThumb(byte[] luma, byte[] blue, byte[] red)
{
    public const int Width = 64;
    public const int Height = 36;
    public const int ChromaWidth = 32;
    public const int ChromaHeight = 18;
    public const int LumaLength = Width * Height;
    public const int ChromaLength = ChromaWidth * ChromaHeight;

    public byte[] Luma { get; } = Checked(luma, LumaLength, nameof(luma));

    public byte[] Blue { get; } = Checked(blue, ChromaLength, nameof(blue));

    public byte[] Red { get; } = Checked(red, ChromaLength, nameof(red));

    private static byte[] Checked(byte[] plane, int length, string name)
    {
        ArgumentNullException.ThrowIfNull(plane, name);
        return plane.Length == length ? plane : throw new ArgumentException($"A thumb's {name} plane holds {length} bytes, not {plane.Length}.", name);
    }
}
