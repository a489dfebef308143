namespace LongVpo.Training.World.Film;

/// <summary>Moves the view over a picture that is drawn already; what lies beyond its edge is its mirror image.</summary>
internal static class Camera
{
    /// <summary>Moves the view sideways.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="canvas">Its size.</param>
    /// <param name="right">Pixels to the right, less than the width either way.</param>
    /// <param name="rgb">Takes what is seen.</param>
    public static void Pan(ReadOnlySpan<byte> source, Canvas canvas, int right, Span<byte> rgb)
    {
        var width = canvas.Width;
        for (var y = 0; y < canvas.Height; y++)
        {
            var from = source.Slice(y * width * 3, width * 3);
            var to = rgb.Slice(y * width * 3, width * 3);
            var (first, last) = (Math.Max(0, -right), Math.Min(width, width - right));
            from[((first + right) * 3)..((last + right) * 3)].CopyTo(to[(first * 3)..]);
            for (var x = 0; x < first; x++) from.Slice((-right - x - 1) * 3, 3).CopyTo(to[(x * 3)..]);
            for (var x = last; x < width; x++) from.Slice((2 * width - right - x - 1) * 3, 3).CopyTo(to[(x * 3)..]);
        }
    }

    /// <summary>Comes closer to the middle.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="canvas">Its size.</param>
    /// <param name="step">Pixels of the picture from one seen pixel to the next, in 1024ths, 1 to 1024.</param>
    /// <param name="rgb">Takes what is seen.</param>
    public static void Zoom(ReadOnlySpan<byte> source, Canvas canvas, int step, Span<byte> rgb)
    {
        var (width, height) = (canvas.Width, canvas.Height);
        var (left, top) = ((width - 1) * (1024 - step) / 2, (height - 1) * (1024 - step) / 2);
        var at = 0;
        for (var y = 0; y < height; y++)
        {
            var down = top + y * step;
            var upper = source.Slice((down >> 10) * width * 3, width * 3);
            var lower = source.Slice(Math.Min(height - 1, (down >> 10) + 1) * width * 3, width * 3);
            for (var x = 0; x < width; x++)
            {
                var over = left + x * step;
                var (column, next) = ((over >> 10) * 3, Math.Min(width - 1, (over >> 10) + 1) * 3);
                for (var k = 0; k < 3; k++)
                {
                    var above = upper[column + k] * 1024 + (upper[next + k] - upper[column + k]) * (over & 1023);
                    var below = lower[column + k] * 1024 + (lower[next + k] - lower[column + k]) * (over & 1023);
                    rgb[at++] = (byte)((above + ((below - above) >> 10) * (down & 1023)) >> 10);
                }
            }
        }
    }
}
