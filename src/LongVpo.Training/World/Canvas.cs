namespace LongVpo.Training.World;

/// <summary>The size of a picture, and what its things are measured by, so that one painter draws clips, whose shapes keep their form, and films, which keep theirs when a network shrinks them to a square.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="UnitX">Pixels from left to right that a thing's size is a part of.</param>
/// <param name="UnitY">Likewise from top to bottom.</param>
/// <param name="IsForSquare">Whether it will be shrunk to a square; the dots of a badge then lie where the square's pixels will be, or none of them would be black or white.</param>
internal readonly record struct Canvas(int Width, int Height, int UnitX, int UnitY, bool IsForSquare)
{
    /// <summary>A circle stays round whatever the frame.</summary>
    public static Canvas Even(int width, int height) => new(width, height, Math.Min(width, height), Math.Min(width, height), IsForSquare: false);

    /// <summary>A circle is as wide as the frame is, and round in the square that a network sees.</summary>
    public static Canvas Stretched(int width, int height) => new(width, height, width, height, IsForSquare: true);
}
