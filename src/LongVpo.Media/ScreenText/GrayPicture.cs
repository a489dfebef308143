using LongVpo.Core.Frames;

namespace LongVpo.Media.ScreenText;

/// <summary>Brightness alone, which is all that finding and reading text need: a third of the bytes of a frame, and free of its lease.</summary>
/// <param name="width">Pixels across.</param>
/// <param name="height">Pixels down.</param>
/// <param name="pixels">Rows of <paramref name="width"/> bytes without padding, 0 black to 255 white.</param>
internal sealed class GrayPicture(int width, int height, byte[] pixels)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public byte[] Pixels { get; } = pixels.Length == width * height
        ? pixels
        : throw new ArgumentException($"{pixels.Length} bytes are not {width} x {height} pixels.", nameof(pixels));

    public static GrayPicture Of(Frame frame)
    {
        var rgb = frame.Pixels;
        var gray = GC.AllocateUninitializedArray<byte>(frame.Width * frame.Height);
        for (int i = 0, p = 0; i < gray.Length; i++, p += 3)
            gray[i] = (byte)(((rgb[p] * 77) + (rgb[p + 1] * 150) + (rgb[p + 2] * 29)) >> 8);
        return new GrayPicture(frame.Width, frame.Height, gray);
    }

    /// <summary>Half the size, each pixel the mean of four; an odd last row or column is left out.</summary>
    public GrayPicture Halved()
    {
        var (w, h) = (Width / 2, Height / 2);
        var half = GC.AllocateUninitializedArray<byte>(w * h);
        for (var y = 0; y < h; y++)
        {
            var upper = Pixels.AsSpan(2 * y * Width, Width);
            var lower = Pixels.AsSpan(((2 * y) + 1) * Width, Width);
            var row = half.AsSpan(y * w, w);
            for (var x = 0; x < row.Length; x++)
                row[x] = (byte)((upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1] + 2) >> 2);
        }

        return new GrayPicture(w, h, half);
    }

    /// <summary>Twice the size, with straight lines between the pixels.</summary>
    public GrayPicture Doubled()
    {
        var (w, h) = (Width * 2, Height * 2);
        var twice = GC.AllocateUninitializedArray<byte>(w * h);
        for (var y = 0; y < h; y++)
        {
            // Centres lie at quarter positions: three parts of the nearer row and one of the farther.
            var near = Pixels.AsSpan(y / 2 * Width, Width);
            var far = Pixels.AsSpan(Math.Clamp((y / 2) + ((y & 1) == 0 ? -1 : 1), 0, Height - 1) * Width, Width);
            var row = twice.AsSpan(y * w, w);
            for (var x = 0; x < Width; x++)
            {
                var (left, right) = (Math.Max(x - 1, 0), Math.Min(x + 1, Width - 1));
                var centre = (3 * near[x]) + far[x];
                row[2 * x] = (byte)(((3 * centre) + (3 * near[left]) + far[left] + 8) >> 4);
                row[(2 * x) + 1] = (byte)(((3 * centre) + (3 * near[right]) + far[right] + 8) >> 4);
            }
        }

        return new GrayPicture(w, h, twice);
    }

    /// <summary>A part of it; what lies outside is left out, and the part has one pixel at least.</summary>
    public GrayPicture Cut(PixelBox box)
    {
        var (left, top) = (Math.Clamp((int)box.Left, 0, Width - 1), Math.Clamp((int)box.Top, 0, Height - 1));
        var (w, h) = (Math.Clamp((int)box.Right, left + 1, Width) - left, Math.Clamp((int)box.Bottom, top + 1, Height) - top);
        var part = GC.AllocateUninitializedArray<byte>(w * h);
        for (var y = 0; y < h; y++) Pixels.AsSpan(((top + y) * Width) + left, w).CopyTo(part.AsSpan(y * w));
        return new GrayPicture(w, h, part);
    }

    /// <summary>Turned by a quarter turn clockwise.</summary>
    public GrayPicture TurnedRight()
    {
        var turned = GC.AllocateUninitializedArray<byte>(Pixels.Length);
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                turned[(x * Height) + Height - 1 - y] = Pixels[(y * Width) + x];
        return new GrayPicture(Height, Width, turned);
    }
}
