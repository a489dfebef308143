namespace LongVpo.Training.World.Film;

/// <summary>Mixes the last picture of a scene with the first of the next.</summary>
internal static class TransitionMixer
{
    private const int Whole = 1024;

    /// <summary>Draws a moment of a change.</summary>
    /// <param name="kind">How the scene takes over; a cut has no such moments.</param>
    /// <param name="done">How far it is, 0 to 1024.</param>
    /// <param name="before">The old picture.</param>
    /// <param name="width">Of the pictures, in pixels.</param>
    /// <param name="rgb">The new picture; takes the mixture.</param>
    public static void Mix(Transition kind, int done, ReadOnlySpan<byte> before, int width, Span<byte> rgb)
    {
        switch (kind)
        {
            case Transition.Fade:
                Blend(done < Whole / 2 ? before : rgb, 0, Math.Abs(Whole - 2 * done), rgb);
                break;
            case Transition.Flash:
                Blend(done < Whole / 2 ? before : rgb, 255, Math.Abs(Whole - 2 * done), rgb);
                break;
            case Transition.Wipe or Transition.Push:
                Slide(kind, width * done / Whole, before, width, rgb);
                break;
            default:
                for (var at = 0; at < rgb.Length; at++) rgb[at] = (byte)((before[at] * (Whole - done) + rgb[at] * done) >> 10);
                break;
        }
    }

    /// <summary>Mixes a picture with one level.</summary>
    private static void Blend(ReadOnlySpan<byte> picture, int level, int share, Span<byte> rgb)
    {
        for (var at = 0; at < rgb.Length; at++) rgb[at] = (byte)((picture[at] * share + level * (Whole - share)) >> 10);
    }

    /// <summary>The new picture stands behind an edge that moves to the left, or moves with it.</summary>
    private static void Slide(Transition kind, int open, ReadOnlySpan<byte> before, int width, Span<byte> rgb)
    {
        var closed = width - open;
        for (var row = 0; row < rgb.Length; row += width * 3)
        {
            var line = rgb.Slice(row, width * 3);
            if (kind == Transition.Push) line[..(open * 3)].CopyTo(line[(closed * 3)..]);
            before.Slice(row + (kind == Transition.Push ? open * 3 : 0), closed * 3).CopyTo(line);
        }
    }
}
