namespace LongVpo.Media.Observations;

/// <summary>A colour as the eye orders it; naming colours in any space made for screens puts brown beside orange and pale blue beside white.</summary>
/// <param name="Lightness">0 black to 100 white.</param>
/// <param name="Chroma">0 grey; 100 and more for pure screen colours.</param>
/// <param name="Hue">Angle in degrees, 0 to 360: about 40 red, 90 yellow, 136 green, 270 to 300 blue, 328 magenta.</param>
internal readonly record struct CieLab(double Lightness, double Chroma, double Hue)
{
    /// <param name="luma">Full range, 0 to 255.</param>
    /// <param name="blue">Cb around 0.</param>
    /// <param name="red">Cr around 0.</param>
    public static CieLab FromYCbCr(double luma, double blue, double red)
    {
        var r = Linear(luma + (1.402 * red));
        var g = Linear(luma - (0.344136 * blue) - (0.714136 * red));
        var b = Linear(luma + (1.772 * blue));
        var x = Root(((0.4124 * r) + (0.3576 * g) + (0.1805 * b)) / 0.9505);
        var y = Root((0.2126 * r) + (0.7152 * g) + (0.0722 * b));
        var z = Root(((0.0193 * r) + (0.1192 * g) + (0.9505 * b)) / 1.089);
        var (greenRed, blueYellow) = (500 * (x - y), 200 * (y - z));
        var hue = Math.Atan2(blueYellow, greenRed) * 180 / Math.PI;
        return new CieLab((116 * y) - 16, Math.Sqrt((greenRed * greenRed) + (blueYellow * blueYellow)), hue < 0 ? hue + 360 : hue);
    }

    private static double Linear(double level)
    {
        var share = Math.Clamp(level / 255, 0, 1);
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    private static double Root(double share) => share > 0.008856 ? Math.Cbrt(share) : (7.787 * share) + (16.0 / 116);
}
