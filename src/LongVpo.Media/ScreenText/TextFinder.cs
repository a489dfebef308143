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
        for (var level = 0; level < layers.Count; level++)
        {
            foreach (var polarity in (ReadOnlySpan<byte>)[InkMap.Dark, InkMap.Light])
            {
                var blobs = _blobs.Find(layers[level].Picture, layers[level].Ink, polarity);
                found.AddRange(LineGrouper.Group(blobs, polarity, level, layers[level].Scale));
            }
        }

        found.RemoveAll(line => line.Likeness < leastLikeness);
        found.Sort((a, b) => Weight(b).CompareTo(Weight(a)));
        var kept = new List<TextLine>();
        foreach (var line in found)
            if (kept.TrueForAll(better => better.Box.SharedOfSmaller(line.Box) < 0.5)) kept.Add(line);
        return kept;
    }

    private static double Weight(TextLine line) => line.Likeness * Math.Min(line.Letters, 12);
}
