namespace LongVpo.Training.World.Film;

/// <summary>
/// Keeps the light of each block of eight by eight pixels only roughly, as JPEG does, by integers alone: real encoders differ from version to version, and the same seed must give the same bytes.
/// </summary>
internal static class BlockQuantiser
{
    private const int Side = 8;
    private const int Bits = 10;

    // Half a cosine in 1024ths at 0 to 8 sixteenths of half a turn.
    private static readonly int[] Cosines = [512, 502, 473, 426, 362, 284, 196, 100, 0];
    private static readonly int[] Basis = [.. from wave in Enumerable.Range(0, Side) from at in Enumerable.Range(0, Side) select wave == 0 ? 362 : Cosine((2 * at + 1) * wave)];

    /// <summary>Makes the blocks of a picture coarse.</summary>
    /// <param name="strength">1 to 100: the step of the finest wave grows by four levels for each.</param>
    /// <param name="canvas">The picture's size.</param>
    /// <param name="rgb">The picture.</param>
    public static void Apply(int strength, Canvas canvas, Span<byte> rgb)
    {
        Span<int> light = stackalloc int[Side * Side];
        Span<int> kept = stackalloc int[Side * Side];
        Span<int> half = stackalloc int[Side * Side];
        for (var top = 0; top < canvas.Height; top += Side)
            for (var left = 0; left < canvas.Width; left += Side)
            {
                for (var i = 0; i < light.Length; i++)
                {
                    // Where the picture ends within a block, its last pixel goes on.
                    var at = (Math.Min(canvas.Height - 1, top + i / Side) * canvas.Width + Math.Min(canvas.Width - 1, left + i % Side)) * 3;
                    light[i] = ((77 * rgb[at] + 150 * rgb[at + 1] + 29 * rgb[at + 2]) >> 8) - 128;
                }

                Turn(light, half, isBack: false);
                Turn(half, kept, isBack: false);
                for (var i = 0; i < kept.Length; i++)
                {
                    var step = 1 + strength * (2 + i / Side + i % Side) / 4;
                    kept[i] = (kept[i] + (kept[i] < 0 ? -step : step) / 2) / step * step;
                }

                Turn(kept, half, isBack: true);
                Turn(half, kept, isBack: true);
                Shift(light, kept, top, left, canvas, rgb);
            }
    }

    /// <summary>Changes the columns of a block into waves or back, and turns the block over, so that a second call does its rows.</summary>
    private static void Turn(ReadOnlySpan<int> from, Span<int> to, bool isBack)
    {
        var basis = Basis.AsSpan();
        for (var column = 0; column < Side; column++)
            for (var row = 0; row < Side; row++)
            {
                var sum = 1 << (Bits - 1);
                for (var k = 0; k < Side; k++) sum += basis[isBack ? k * Side + row : row * Side + k] * from[k * Side + column];
                to[column * Side + row] = sum >> Bits;
            }
    }

    private static void Shift(ReadOnlySpan<int> before, ReadOnlySpan<int> after, int top, int left, Canvas canvas, Span<byte> rgb)
    {
        for (var y = top; y < Math.Min(canvas.Height, top + Side); y++)
            for (var x = left; x < Math.Min(canvas.Width, left + Side); x++)
            {
                var i = (y - top) * Side + x - left;
                var pixel = rgb.Slice((y * canvas.Width + x) * 3, 3);
                for (var k = 0; k < 3; k++) pixel[k] = (byte)Math.Clamp(pixel[k] + after[i] - before[i], 0, 255);
            }
    }

    private static int Cosine(int sixteenths)
    {
        var angle = sixteenths % 32;
        if (angle > 16) angle = 32 - angle;
        return angle > 8 ? -Cosines[16 - angle] : Cosines[angle];
    }
}
