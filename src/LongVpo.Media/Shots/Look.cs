using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Media.Shots;

/// <summary>
/// A frame as the cutter compares it: what was measured once when it came in, so that comparing two frames later is only sums of differences.
/// </summary>
internal sealed class Look
{
    public const int TileColumns = 16;
    public const int TileRows = 9;
    public const int Tiles = TileColumns * TileRows;

    /// <summary>Levels that one standard deviation of local contrast spans in <see cref="Structure"/>.</summary>
    private const float Gain = 40f;

    /// <summary>Contrast in grey levels below which a neighbourhood counts as noise; compression noise of a flat area stays under it.</summary>
    private const float Noise = 5f;

    private const int Reach = 4;

    public Look(MediaTime time, FrameThumb thumb)
    {
        Time = time;
        Thumb = thumb;
        (Mean, Deviation) = Moments(thumb.Luma);
        Layout = LayoutOf(thumb);
        Structure = StructureOf(thumb.Luma, out var detail);
        Detail = detail;
        BlankDeviation = DeviationOf(Layout);
    }

    public MediaTime Time { get; }

    public FrameThumb Thumb { get; }

    /// <summary>Mean brightness, 0 to 255.</summary>
    public float Mean { get; }

    /// <summary>Standard deviation of brightness over the picture, 0 to 127.5.</summary>
    public float Deviation { get; }

    /// <summary>Mean luma, Cb and Cr of 16 x 9 tiles, one plane after the other: coarse enough to forgive motion.</summary>
    public byte[] Layout { get; }

    /// <summary>
    /// 64 x 36 bytes around 128: brightness relative to its neighbourhood in units of the neighbourhood's contrast.
    /// A change of exposure leaves it as it is.
    /// </summary>
    public byte[] Structure { get; }

    /// <summary>Mean deviation of the tiles from one single colour, luma and both chroma summed: near 0 for black, white or a plain card.</summary>
    public float BlankDeviation { get; }

    /// <summary>Mean square of brightness against its neighbourhood: the picture's fine detail, which a mix of two pictures loses and a moving picture keeps.</summary>
    public float Detail { get; }

    private static float DeviationOf(byte[] layout)
    {
        var deviation = 0f;
        for (var plane = 0; plane < layout.Length; plane += Tiles)
        {
            var sum = 0;
            for (var i = plane; i < plane + Tiles; i++) sum += layout[i];
            var mean = (float)sum / Tiles;
            for (var i = plane; i < plane + Tiles; i++) deviation += MathF.Abs(layout[i] - mean);
        }

        return deviation / Tiles;
    }

    private static (float Mean, float Deviation) Moments(byte[] luma)
    {
        long sum = 0, squares = 0;
        foreach (var value in luma)
        {
            sum += value;
            squares += value * value;
        }

        var mean = (float)sum / luma.Length;
        return (mean, MathF.Sqrt(MathF.Max(0, ((float)squares / luma.Length) - (mean * mean))));
    }

    private static byte[] LayoutOf(FrameThumb thumb)
    {
        var layout = new byte[Tiles * 3];
        Shrink(thumb.Luma, FrameThumb.Width, 4, layout.AsSpan(0, Tiles));
        Shrink(thumb.Blue, FrameThumb.ChromaWidth, 2, layout.AsSpan(Tiles, Tiles));
        Shrink(thumb.Red, FrameThumb.ChromaWidth, 2, layout.AsSpan(2 * Tiles, Tiles));
        return layout;
    }

    private static void Shrink(byte[] plane, int width, int factor, Span<byte> tiles)
    {
        for (var row = 0; row < TileRows; row++)
        {
            for (var column = 0; column < TileColumns; column++)
            {
                var sum = 0;
                for (var y = row * factor; y < (row + 1) * factor; y++)
                    for (var x = column * factor; x < (column + 1) * factor; x++) sum += plane[(y * width) + x];
                tiles[(row * TileColumns) + column] = (byte)(sum / (factor * factor));
            }
        }
    }

    private static byte[] StructureOf(byte[] luma, out float detail)
    {
        detail = 0;
        var structure = new byte[FrameThumb.LumaLength];
        Span<int> sums = stackalloc int[FrameThumb.Width];
        Span<int> squares = stackalloc int[FrameThumb.Width];
        var rows = 0;
        for (var y = 0; y < Math.Min(Reach, FrameThumb.Height); y++, rows++) Add(luma, y, 1, sums, squares);
        for (var y = 0; y < FrameThumb.Height; y++)
        {
            if (y + Reach < FrameThumb.Height)
            {
                Add(luma, y + Reach, 1, sums, squares);
                rows++;
            }

            if (y - Reach > 0)
            {
                Add(luma, y - Reach - 1, -1, sums, squares);
                rows--;
            }

            detail += Normalise(luma, structure, y, rows, sums, squares);
        }

        detail /= FrameThumb.LumaLength;
        return structure;
    }

    private static void Add(byte[] luma, int row, int sign, Span<int> sums, Span<int> squares)
    {
        for (var x = 0; x < FrameThumb.Width; x++)
        {
            int value = luma[(row * FrameThumb.Width) + x];
            sums[x] += sign * value;
            squares[x] += sign * value * value;
        }
    }

    private static float Normalise(byte[] luma, byte[] structure, int y, int rows, Span<int> sums, Span<int> squares)
    {
        int sum = 0, square = 0, columns = 0;
        var energy = 0f;
        for (var x = 0; x < Reach; x++, columns++) (sum, square) = (sum + sums[x], square + squares[x]);
        for (var x = 0; x < FrameThumb.Width; x++)
        {
            if (x + Reach < FrameThumb.Width) (sum, square, columns) = (sum + sums[x + Reach], square + squares[x + Reach], columns + 1);
            if (x - Reach > 0) (sum, square, columns) = (sum - sums[x - Reach - 1], square - squares[x - Reach - 1], columns - 1);
            float count = rows * columns;
            var mean = sum / count;
            var deviation = MathF.Sqrt(MathF.Max(0, (square / count) - (mean * mean)));
            var apart = luma[(y * FrameThumb.Width) + x] - mean;
            energy += apart * apart;
            var level = 128f + (Gain * apart / (deviation + Noise));
            structure[(y * FrameThumb.Width) + x] = (byte)Math.Clamp(level, 0f, 255f);
        }

        return energy;
    }
}
