namespace LongVpo.Media.ScreenText;

/// <summary>A rectangle in pixels of a frame, with the few relations that lines of text need.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">First column behind it.</param>
/// <param name="Bottom">First row below it.</param>
internal readonly record struct PixelBox(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public double Area => Math.Max(0, Width) * Math.Max(0, Height);

    public PixelBox Union(PixelBox other) =>
        new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    public PixelBox Moved(double x, double y) => new(Left + x, Top + y, Right + x, Bottom + y);

    public PixelBox Scaled(double by) => new(Left * by, Top * by, Right * by, Bottom * by);

    public double Shared(PixelBox other) =>
        Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left)) * Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));

    /// <summary>The shared area as a share of the smaller of the two, 0 to 1.</summary>
    public double SharedOfSmaller(PixelBox other) => Math.Min(Area, other.Area) <= 0 ? 0 : Shared(other) / Math.Min(Area, other.Area);

    /// <summary>The shared area as a share of the area of both, 0 to 1.</summary>
    public double SharedOfBoth(PixelBox other) => Area + other.Area <= 0 ? 0 : Shared(other) / (Area + other.Area - Shared(other));
}
