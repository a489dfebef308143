namespace LongVpo.Models.Pictures;

/// <summary>Pixels of a picture that somebody else holds: RGB24, rows without padding.</summary>
public readonly ref struct RgbView
{
    /// <summary>Looks at pixels.</summary>
    /// <param name="rgb"><paramref name="height"/> rows of <paramref name="width"/> times three bytes.</param>
    /// <param name="width">Pixels across, at least one.</param>
    /// <param name="height">Pixels down, at least one.</param>
    /// <exception cref="ArgumentException">The bytes are not so many pixels.</exception>
    public RgbView(ReadOnlySpan<byte> rgb, int width, int height)
    {
        if (width < 1 || height < 1 || rgb.Length != 3L * width * height) throw new ArgumentException($"{rgb.Length} bytes are not {width} x {height} RGB pixels.", nameof(rgb));
        Rgb = rgb;
        Width = width;
        Height = height;
    }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Rgb { get; }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }
}
