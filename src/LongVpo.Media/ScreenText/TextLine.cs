namespace LongVpo.Media.ScreenText;

/// <summary>A place in one frame that looks like a line of text, before anyone has read it.</summary>
internal sealed record TextLine
{
    private const double MuchSmaller = 0.5;
    private const double MostReachedInto = 0.1;

    /// <summary>Around the letters, in pixels of the frame.</summary>
    public required PixelBox Box { get; init; }

    /// <summary><see cref="InkMap.Dark"/> or <see cref="InkMap.Light"/>: the letters against their ground.</summary>
    public required byte Polarity { get; init; }

    /// <summary>The step of the pyramid it was found at; 0 is the finest.</summary>
    public required int Level { get; init; }

    /// <summary>Height of tall letters in pixels of the frame.</summary>
    public required double LetterHeight { get; init; }

    /// <summary>Height of tall letters in pixels of its level.</summary>
    public required double LayerHeight { get; init; }

    /// <summary>Rows the base line falls per column.</summary>
    public required double Slope { get; init; }

    /// <summary>Letters, estimated from the strokes.</summary>
    public required double Letters { get; init; }

    /// <summary>How much it looks like text, 0 to 1: letters that stand on one line, of one stroke and brightness.</summary>
    public required double Likeness { get; init; }

    /// <summary>Mean brightness of the ink.</summary>
    public required double Ink { get; init; }

    /// <summary>A clean row of the other polarity at the same place: the gaps of dark digits look like light letters. Null where there is none.</summary>
    public TextLine? Alternative { get; init; }

    /// <summary>How its letters lean and shrink, where it is so steep that it must be straightened to be read; null elsewhere.</summary>
    public SlantedLine? Slanted { get; init; }

    /// <summary>Around each patch of its ink, in pixels of the frame; empty where the line came with a carry.</summary>
    public IReadOnlyList<PixelBox> Patches { get; init; } = [];

    /// <summary>Whether it stands out enough to spend a second look on: several letters in a clean row.</summary>
    public bool Promising => Likeness >= 0.7 && Letters >= 4;

    /// <summary>Whether its letters are alike as only drawn ones are, so that even a short number deserves another try.</summary>
    public bool Clean => Likeness >= 0.93;

    /// <summary>What is read first when not everything can be: long clean rows.</summary>
    public double Rank => Likeness * (1 - Math.Exp(-Letters / 4));

    /// <summary>
    /// Whether the other stands in its place. Small print beside the tail of a large letter lies within the large word's box and still is a line of its
    /// own, as long as no large letter reaches into it.
    /// </summary>
    public bool Covers(TextLine other, double share)
    {
        if (Box.SharedOfSmaller(other.Box) < share) return false;
        var (large, small) = LetterHeight >= other.LetterHeight ? (this, other) : (other, this);
        return small.LetterHeight > MuchSmaller * large.LetterHeight || large.Patches.Count == 0
            || large.Patches.Sum(p => p.Shared(small.Box)) > MostReachedInto * small.Box.Area;
    }

    /// <summary>
    /// The same place as letters of the other polarity, in the shade that differs most from this line's ink: gaps between the letters of a sign can look more like
    /// letters than the letters do.
    /// </summary>
    public TextLine Inverted(GrayPicture frame)
    {
        var shades = frame.Cut(new PixelBox(Box.Left - (0.6 * LetterHeight), Box.Top - (0.45 * LetterHeight), Box.Right + (0.6 * LetterHeight), Box.Bottom + (0.45 * LetterHeight))).Pixels;
        Array.Sort(shades);
        var dark = Polarity == InkMap.Light;
        return this with { Polarity = dark ? InkMap.Dark : InkMap.Light, Ink = shades[dark ? shades.Length / 8 : shades.Length - 1 - (shades.Length / 8)] };
    }

    /// <summary>This line and a piece that goes on from it, as one.</summary>
    public TextLine JoinedWith(TextLine other)
    {
        var all = Letters + other.Letters;
        var longer = Letters >= other.Letters ? this : other;
        return longer with
        {
            Box = Box.Union(other.Box),
            Letters = all,
            LetterHeight = Math.Max(LetterHeight, other.LetterHeight),
            Patches = [.. Patches, .. other.Patches],
            Likeness = ((Likeness * Letters) + (other.Likeness * other.Letters)) / all,
            Ink = ((Ink * Letters) + (other.Ink * other.Letters)) / all,
        };
    }
}
