namespace LongVpo.Training.World;

/// <summary>
/// Draws the frames of a script when they are asked for, each by itself, so that a world of any length costs only what is looked at. Holds no state that changes: any number of threads may draw at once.
/// </summary>
public sealed class FrameRenderer
{
    private readonly WorldScript _script;

    /// <summary>A renderer of a script at one size.</summary>
    /// <param name="script">What is to be drawn.</param>
    /// <param name="width">In pixels, 16 to 4096.</param>
    /// <param name="height">In pixels, 16 to 4096. Networks are trained on 32 by 32.</param>
    /// <exception cref="ArgumentException">The size cannot be.</exception>
    public FrameRenderer(WorldScript script, int width, int height)
    {
        if (width is < 16 or > 4096 || height is < 16 or > 4096) throw new ArgumentException($"Frames of {width} by {height} cannot be drawn; each side has 16 to 4096 pixels.");
        _script = script;
        (Width, Height) = (width, height);
    }

    /// <summary>Pixels from left to right.</summary>
    public int Width { get; }

    /// <summary>Pixels from top to bottom.</summary>
    public int Height { get; }

    /// <summary>Bytes of a frame: red, green and blue of each pixel, rows from the top, no padding.</summary>
    public int FrameBytes => Width * Height * 3;

    /// <summary>Frames there are.</summary>
    public int FrameCount => _script.FrameCount;

    /// <summary>Draws a frame.</summary>
    /// <param name="frame">Its number, from 0.</param>
    /// <param name="rgb">Takes <see cref="FrameBytes"/> bytes at its beginning.</param>
    /// <exception cref="ArgumentException">There is no such frame, or too little room.</exception>
    public void Render(int frame, Span<byte> rgb)
    {
        if (frame < 0 || frame >= FrameCount) throw new ArgumentException($"There is no frame {frame} in a world of {FrameCount}.");
        if (rgb.Length < FrameBytes) throw new ArgumentException($"A frame takes {FrameBytes} bytes, and there is room for {rgb.Length}.");
        ScenePainter.Paint(_script.Scenes[frame / Scene.Steps], frame % Scene.Steps * 256, Width, Height, rgb[..FrameBytes]);
    }
}
