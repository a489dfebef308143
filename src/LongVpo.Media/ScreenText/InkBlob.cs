namespace LongVpo.Media.ScreenText;

/// <summary>A connected patch of ink: a letter, a piece of one, or a word of small print whose letters touch.</summary>
/// <param name="Left">First column, in pixels of its map.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">First column behind it.</param>
/// <param name="Bottom">First row below it.</param>
/// <param name="Area">Pixels of ink.</param>
/// <param name="Runs">Horizontal runs of ink: rows times strokes crossed per row.</param>
/// <param name="Gray">Mean brightness of the ink, 0 to 255.</param>
internal readonly record struct InkBlob(int Left, int Top, int Right, int Bottom, int Area, int Runs, int Gray)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    /// <summary>Mean length of a horizontal run in pixels: the width of upright strokes.</summary>
    public double Stroke => (double)Area / Runs;

    /// <summary>About how many letters: a row crosses about one and a half strokes of a letter.</summary>
    public double Letters => Math.Max(1, Math.Min(Runs / (1.5 * Height), Width / (0.45 * Height)));
}
