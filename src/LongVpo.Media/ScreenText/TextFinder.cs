namespace LongVpo.Media.ScreenText;

/// <summary>
/// Finds lines of text in a picture without reading them: reading a whole natural picture takes a second and invents words, finding takes
/// milliseconds and leaves little to read. Not for two threads at once.
/// </summary>
internal sealed class TextFinder
{
    /// <summary>The finest layer is at least this wide: small videos carry print of 5 pixels, which has connected letters only when enlarged.</summary>
    private const int LeastWidth = 600;

    /// <summary>Layers until the picture is lower than this: the largest letters looked for fill most of it.</summary>
    private const int LeastHeight = 80;

    /// <summary>Widest gap between pieces of one line in letter heights: about three lost letters, less than between columns.</summary>
    private const double WidestPieceGap = 1.8;

    private readonly BlobFinder _blobs = new();

    /// <summary>The picture in halving sizes, finest first.</summary>
    public static IReadOnlyList<TextLayer> Layers(GrayPicture picture)
    {
        var scale = 1.0;
        if (picture.Width < LeastWidth && picture.Height < LeastWidth) (picture, scale) = (picture.Doubled(), 0.5);
        var layers = new List<TextLayer>();
        do
        {
            layers.Add(new TextLayer(picture, InkMap.Of(picture), scale));
            (picture, scale) = (picture.Halved(), scale * 2);
        }
        while (picture.Height >= LeastHeight && picture.Width >= LeastHeight);
        return layers;
    }

    /// <summary>Lines that look like text, the likeliest first; of lines that cover each other the likelier stays.</summary>
    public List<TextLine> Find(IReadOnlyList<TextLayer> layers, double leastLikeness)
    {
        var found = new List<TextLine>();
        var steep = new List<TextLine>();
        for (var level = 0; level < layers.Count; level++)
        {
            foreach (var polarity in (ReadOnlySpan<byte>)[InkMap.Dark, InkMap.Light])
            {
                var blobs = _blobs.Find(layers[level].Picture, layers[level].Ink, polarity);
                found.AddRange(LineGrouper.Group(blobs, polarity, level, layers[level].Scale));
                steep.AddRange(SlantFinder.Find(blobs, layers[level], level, polarity));
            }
        }

        found.RemoveAll(line => line.Likeness < leastLikeness);
        found.Sort((a, b) => Weight(b).CompareTo(Weight(a)));
        var kept = new List<TextLine>();
        foreach (var line in found)
        {
            var better = kept.FindIndex(k => k.Covers(line, 0.5));
            if (better < 0) kept.Add(line);
            else if (MayBeInstead(kept[better], line))
                kept[better] = IsRather(line, kept[better]) ? line with { Alternative = kept[better] } : kept[better] with { Alternative = line };
        }

        for (var i = 0; i < kept.Count; i++) kept[i] = LineGrower.Grow(kept[i], layers[kept[i].Level]);
        JoinPieces(kept);
        kept.Sort((a, b) => b.Rank.CompareTo(a.Rank));
        AddSteep(kept, steep);
        return kept;
    }

    /// <summary>Steep lines come last, so that they are tried only where no level line was read: pieces of a leaning word look like level ones.</summary>
    private static void AddSteep(List<TextLine> kept, List<TextLine> steep)
    {
        foreach (var line in steep.OrderByDescending(line => line.Likeness * line.Letters * Fit(line.LayerHeight)))
            if (!kept.Exists(k => k.Slanted is not null && k.Covers(line, 0.5))) kept.Add(line);
    }

    /// <summary>Letters are taller than the gaps between them, and more alike.</summary>
    private static bool IsRather(TextLine letters, TextLine gaps) =>
        letters.Likeness > gaps.Likeness + 0.15
        || (letters.Box.Top <= gaps.Box.Top && letters.Box.Bottom >= gaps.Box.Bottom && letters.Box.Height > 1.05 * gaps.Box.Height);

    private static bool MayBeInstead(TextLine better, TextLine other) =>
        better.Alternative is null && other.Polarity != better.Polarity && other.Likeness >= 0.75 && other.Box.SharedOfBoth(better.Box) >= 0.5;

    /// <summary>A letter that was lost between two pieces of a line must not cut a word: pieces of one row become one line.</summary>
    private static void JoinPieces(List<TextLine> lines)
    {
        lines.Sort((a, b) => a.Box.Left.CompareTo(b.Box.Left));
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = i + 1; j < lines.Count; j++)
            {
                if (!GoOn(lines[i], lines[j])) continue;
                lines[i] = lines[i].JoinedWith(lines[j]);
                lines.RemoveAt(j);
                j = i;
            }
        }
    }

    private static bool GoOn(TextLine left, TextLine right)
    {
        if (left.Polarity != right.Polarity || left.Likeness < 0.6 || right.Likeness < 0.6) return false;
        var (small, tall) = (Math.Min(left.LetterHeight, right.LetterHeight), Math.Max(left.LetterHeight, right.LetterHeight));
        var gap = right.Box.Left - left.Box.Right;
        if (left.Box.SharedOfSmaller(right.Box) >= 0.5) return left.Covers(right, 0.5);
        if (tall > 2.2 * small || gap > WidestPieceGap * Math.Min(tall, 1.5 * small) || gap < -tall) return false;
        // The row goes on along its slope.
        var shift = left.Slope * ((right.Box.Left + right.Box.Right - left.Box.Left - left.Box.Right) / 2);
        var shared = Math.Min(left.Box.Bottom + shift, right.Box.Bottom) - Math.Max(left.Box.Top + shift, right.Box.Top);
        return shared > 0.65 * Math.Min(left.Box.Height, right.Box.Height) && Math.Abs(left.Ink - right.Ink) < 60;
    }

    private static double Weight(TextLine line) => line.Likeness * Math.Min(line.Letters, 12) * Fit(line.LayerHeight);

    /// <summary>How well a layer suits letters of this many pixels: smaller ones lose strokes, larger ones fall into outlines.</summary>
    private static double Fit(double pixels) => pixels switch
    {
        < 8 => 0.6,
        < 10 => 0.8,
        <= 40 => 1,
        _ => 0.85,
    };
}
