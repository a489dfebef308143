using LongVpo.Core.Frames;

namespace LongVpo.Media.Observations;

/// <summary>
/// Gives a pixel the name a person would give it. The decision is made in CIELAB, where distance follows the eye: first whether there is colour
/// at all, then by hue, with dark and pale tones of a hue having names of their own (brown, pink).
/// </summary>
internal static class ColourNames
{
    public static readonly int Count = Enum.GetValues<Colour>().Length;

    private const int Bits = 5;
    private const int Levels = 1 << Bits;
    /// <summary>From here on a colour is seen also where it is nearly as dark as black.</summary>
    private const double VividChroma = 65;
    private static readonly byte[] Table = MakeTable();

    /// <summary>How much of a thumb each colour covers, indexed by <see cref="Colour"/>; the shares add up to 1.</summary>
    public static float[] SharesOf(FrameThumb thumb)
    {
        var shares = new float[Count];
        for (var y = 0; y < FrameThumb.ChromaHeight; y++)
        {
            for (var x = 0; x < FrameThumb.ChromaWidth; x++)
            {
                var chroma = (y * FrameThumb.ChromaWidth) + x;
                var luma = (2 * y * FrameThumb.Width) + (2 * x);
                Add(shares, thumb, luma, chroma);
                Add(shares, thumb, luma + 1, chroma);
                Add(shares, thumb, luma + FrameThumb.Width, chroma);
                Add(shares, thumb, luma + FrameThumb.Width + 1, chroma);
            }
        }

        for (var i = 0; i < shares.Length; i++) shares[i] /= FrameThumb.LumaLength;
        return shares;
    }

    public static Colour NameOf(byte luma, byte blue, byte red) => (Colour)Table[IndexOf(luma, blue, red)];

    public static string WordFor(Colour colour) => colour switch
    {
        Colour.Black => "black",
        Colour.White => "white",
        Colour.Grey => "grey",
        Colour.Red => "red",
        Colour.Orange => "orange",
        Colour.Brown => "brown",
        Colour.Yellow => "yellow",
        Colour.Green => "green",
        Colour.Cyan => "cyan",
        Colour.Blue => "blue",
        Colour.Purple => "purple",
        _ => "pink",
    };

    private static void Add(float[] shares, FrameThumb thumb, int luma, int chroma) =>
        shares[Table[IndexOf(thumb.Luma[luma], thumb.Blue[chroma], thumb.Red[chroma])]]++;

    private static int IndexOf(byte luma, byte blue, byte red) =>
        ((((luma >> (8 - Bits)) * Levels) + (blue >> (8 - Bits))) * Levels) + (red >> (8 - Bits));

    private static byte[] MakeTable()
    {
        var table = new byte[Levels * Levels * Levels];
        var half = 1 << (7 - Bits);
        for (var y = 0; y < Levels; y++)
            for (var u = 0; u < Levels; u++)
                for (var v = 0; v < Levels; v++)
                    table[(((y * Levels) + u) * Levels) + v] = (byte)Name((y << (8 - Bits)) + half, Centred(u, half), Centred(v, half));
        return table;
    }

    /// <summary>Neutral chroma (128) opens a level of its own table cell; it is read as neutral, not as the middle of the cell.</summary>
    private static int Centred(int level, int half) => level == Levels / 2 ? 0 : (level << (8 - Bits)) + half - 128;

    private static Colour Name(int luma, int blue, int red)
    {
        var lab = CieLab.FromYCbCr(luma, blue, red);
        return (lab.Lightness < 12 && lab.Chroma < VividChroma) || (lab.Lightness < 24 && lab.Chroma < 12) ? Colour.Black
            : lab.Chroma < 10 || (lab.Lightness > 80 && lab.Chroma < 13) ? (lab.Lightness > 90 ? Colour.White : Colour.Grey)
            : ByHue(lab);
    }

    private static Colour ByHue(CieLab lab) => lab.Hue switch
    {
        < 18 => lab.Lightness > 55 ? Colour.Pink : lab.Chroma > 35 ? Colour.Red : Colour.Purple,
        < 46 => Warm(lab, Colour.Red),
        < 78 => Warm(lab, Colour.Orange),
        < 112 => Yellowish(lab),
        < 172 => Colour.Green,
        < 232 => Colour.Cyan,
        < 311 => Colour.Blue,
        < 334 => Colour.Purple,
        _ => lab.Lightness > 45 ? Colour.Pink : Colour.Purple,
    };

    /// <summary>Red and orange hues: strong they keep their name, pale red is pink, and dull ones are brown.</summary>
    private static Colour Warm(CieLab lab, Colour strong)
    {
        if (strong == Colour.Red && lab.Chroma > 38) return lab.Lightness > 66 ? Colour.Pink : Colour.Red;
        if (strong == Colour.Orange && lab.Chroma > 48 && lab.Lightness > 50) return Colour.Orange;
        if (strong == Colour.Red && lab.Lightness > 62) return Colour.Pink;
        return lab.Lightness > 78 && lab.Chroma < 22 ? Colour.White : lab.Lightness < 70 || lab.Chroma < 30 ? Colour.Brown : Colour.Orange;
    }

    private static Colour Yellowish(CieLab lab) =>
        lab.Lightness > 82 && lab.Chroma < 20 ? Colour.White
        : lab.Lightness > 55 && lab.Chroma > 30 ? (lab.Hue > 104 && lab.Lightness < 70 ? Colour.Green : Colour.Yellow)
        : lab.Hue > 98 ? Colour.Green
        : Colour.Brown;
}
