namespace LongVpo.Training.World;

/// <summary>Which points belong to a shape, by integer arithmetic, so that every machine draws the same outline.</summary>
internal static class ShapeOutline
{
    /// <summary>Half the size of the square that a shape is drawn in.</summary>
    public const int Half = 1024;

    /// <summary>Whether a point belongs to the shape; right and down from its middle, in units of which <see cref="Half"/> is half its size.</summary>
    public static bool Holds(Shape shape, int x, int y)
    {
        var (width, height) = (Math.Abs(x), Math.Abs(y));
        return shape switch
        {
            Shape.Circle => x * x + y * y <= 1000 * 1000,
            Shape.Square => width <= 880 && height <= 880,
            Shape.Triangle => y is >= -940 and <= 860 && width * 9 <= (y + 940) * 5,
            Shape.Diamond => width + height <= 1020,
            Shape.Cross => (width <= 320 && height <= 1000) || (height <= 320 && width <= 1000),
            Shape.Ring => x * x + y * y is <= 1000 * 1000 and >= 560 * 560,
            Shape.Hourglass => height <= 940 && width <= height + 60,
            _ => x * x + y * y <= 1000 * 1000 && (x - 480) * (x - 480) + y * y > 780 * 780,
        };
    }
}
