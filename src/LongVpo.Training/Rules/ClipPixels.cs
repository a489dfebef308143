namespace LongVpo.Training.Rules;

/// <summary>The frames of a clip as rules look at them: 32 by 32 pixels, eight frames, with the light of the ground taken from the clip itself.</summary>
internal sealed class ClipPixels
{
    /// <summary>Side of a frame in pixels.</summary>
    public const int Side = 32;

    /// <summary>Frames of a clip.</summary>
    public const int Frames = 8;

    /// <summary>Bytes of a frame.</summary>
    public const int FrameBytes = Side * Side * 3;

    private readonly ReadOnlyMemory<byte> _rgb;

    /// <param name="rgb">Eight frames one behind the other, three bytes a pixel.</param>
    /// <exception cref="ArgumentException">It is no clip.</exception>
    public ClipPixels(ReadOnlyMemory<byte> rgb)
    {
        if (rgb.Length != Frames * FrameBytes) throw new ArgumentException($"A clip is {Frames} frames of {Side} by {Side} pixels: {Frames * FrameBytes} bytes, and these are {rgb.Length}.");
        _rgb = rgb;
        Ground = (Median(0), Median(1), Median(2));
    }

    /// <summary>The commonest light, which is that of the place: actor and badge together cover less than half of a frame.</summary>
    public (int R, int G, int B) Ground { get; }

    /// <summary>The light of a pixel.</summary>
    public (int R, int G, int B) At(int frame, int x, int y)
    {
        var at = (frame * FrameBytes) + (((y * Side) + x) * 3);
        var rgb = _rgb.Span;
        return (rgb[at], rgb[at + 1], rgb[at + 2]);
    }

    /// <summary>The square of the distance of two lights.</summary>
    public static int Apart((int R, int G, int B) one, (int R, int G, int B) other) =>
        ((one.R - other.R) * (one.R - other.R)) + ((one.G - other.G) * (one.G - other.G)) + ((one.B - other.B) * (one.B - other.B));

    private int Median(int channel)
    {
        Span<int> counts = stackalloc int[256];
        var rgb = _rgb.Span;
        for (var at = channel; at < rgb.Length; at += 3) counts[rgb[at]]++;
        var left = Frames * Side * Side / 2;
        for (var level = 0; level < 256; level++)
            if ((left -= counts[level]) <= 0) return level;
        return 255;
    }
}
