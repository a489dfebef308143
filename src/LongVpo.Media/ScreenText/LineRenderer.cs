namespace LongVpo.Media.ScreenText;

/// <summary>
/// Cuts a line out of the picture the way a recogniser trained on print likes it: level, dark on light, letters about 30 pixels tall. Reading
/// video as it comes fails on exactly these: print of 8 pixels, titles of 150, white on a moving scene.
/// </summary>
internal static class LineRenderer
{
    /// <summary>Height of tall letters of a silhouette, in pixels.</summary>
    private const double SilhouetteHeight = 26;

    /// <summary>Ground left around the letters in letter heights: room for tails and accents, less than to the next line.</summary>
    private const double MarginX = 0.6;
    private const double MarginY = 0.45;
    private const double TightMargin = 0.15;

    /// <summary>Rows kept above and below the letters in letter heights: accents and commas; what is farther belongs to the next line and is blanked.</summary>
    private const double ClearRows = 0.28;

    /// <summary>A line that falls less is level enough for its head and foot to be cut straight.</summary>
    private const double Level = 0.02;

    private const int WidestPixels = 3000;

    /// <summary>The line in its own shades, stretched so that ink is black and ground white.</summary>
    /// <param name="frame">The whole picture.</param>
    /// <param name="line">The line.</param>
    /// <param name="letterHeight">Pixels that tall letters get.</param>
    /// <param name="tight">Whether to blank what stands beside the line and to bleach half shades: frames and joints are read as letters.</param>
    public static LineCut Shades(GrayPicture frame, TextLine line, double letterHeight, bool tight = false)
    {
        var (source, scale) = (frame, 1.0);
        for (; line.LetterHeight / scale > 2 * letterHeight; scale *= 2) source = source.Halved();
        var shades = Cut(source.Pixels, source.Width, source.Height, line, scale, letterHeight);
        Stretch(shades.Picture.Pixels, line);
        if (!tight) return shades;
        Isolate(shades.Picture, (MarginX - TightMargin) * letterHeight);
        if (Math.Abs(line.Slope) < Level) BlankRows(shades.Picture, (int)((MarginY - ClearRows) * letterHeight));
        return shades;
    }

    /// <summary>The line as black ink on white, whatever the ground: for letters over a busy scene and for large ornate ones.</summary>
    public static LineCut Silhouette(IReadOnlyList<TextLayer> layers, TextLine line)
    {
        var level = line.Level;
        while (level + 1 < layers.Count && line.LetterHeight / layers[level].Scale > 2 * SilhouetteHeight) level++;
        var layer = layers[level];
        var (left, top) = ((int)(line.Box.Left / layer.Scale) - 2, (int)(line.Box.Top / layer.Scale) - 2);
        var (right, bottom) = ((int)(line.Box.Right / layer.Scale) + 3, (int)(line.Box.Bottom / layer.Scale) + 3);
        var ground = new byte[layer.Ink.Kinds.Length];
        Array.Fill(ground, (byte)255);
        for (var y = Math.Max(0, top); y < Math.Min(bottom, layer.Ink.Height); y++)
            for (var x = Math.Max(0, left); x < Math.Min(right, layer.Ink.Width); x++)
                if (layer.Ink.Kinds[(y * layer.Ink.Width) + x] == line.Polarity) ground[(y * layer.Ink.Width) + x] = 0;
        return Cut(ground, layer.Ink.Width, layer.Ink.Height, line, layer.Scale, SilhouetteHeight);
    }

    /// <summary>The line out of a picture, level and with letters of the height asked for.</summary>
    public static LineCut Cut(byte[] source, int width, int height, TextLine line, double scale, double letterHeight)
    {
        var letter = line.LetterHeight / scale;
        var zoom = Math.Min(letterHeight / letter, WidestPixels / ((line.Box.Width / scale) + letter));
        var (marginX, marginY) = (MarginX * letter, MarginY * letter);
        var (left, top) = ((line.Box.Left / scale) - marginX, (line.Box.Top / scale) - marginY);
        var tilt = Math.Abs(line.Slope) * line.Box.Width / scale;
        // A tilted line's box is taller than the line by its fall.
        var tall = (line.Box.Height / scale) - tilt;
        var w = (int)Math.Max(1, ((line.Box.Width / scale) + (2 * marginX)) * zoom);
        var h = (int)Math.Max(1, (tall + (2 * marginY)) * zoom);
        var cut = GC.AllocateUninitializedArray<byte>(w * h);
        var start = line.Slope >= 0 ? top : top + tilt;
        for (var y = 0; y < h; y++)
            for (var x = 0; x < w; x++)
            {
                var fromX = left + ((x + 0.5) / zoom) - 0.5;
                var fromY = start + ((y + 0.5) / zoom) - 0.5 + (line.Slope * (fromX - left));
                cut[(y * w) + x] = Cubic.Sample(source, width, height, fromX, fromY);
            }

        return new LineCut(new GrayPicture(w, h, cut), left, start, zoom, line.Slope, scale);
    }

    private static void BlankRows(GrayPicture picture, int rows)
    {
        var blank = Math.Min(rows, picture.Height / 4) * picture.Width;
        picture.Pixels.AsSpan(0, blank).Fill(255);
        picture.Pixels.AsSpan(picture.Pixels.Length - blank).Fill(255);
    }

    private static void Isolate(GrayPicture picture, double width)
    {
        for (var i = 0; i < picture.Pixels.Length; i++) picture.Pixels[i] = (byte)Math.Clamp(((picture.Pixels[i] - 128) * 7 / 4) + 150, 0, 255);
        var blank = Math.Min((int)width, picture.Width / 4);
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Pixels.AsSpan(y * picture.Width, picture.Width);
            row[..blank].Fill(255);
            row[^blank..].Fill(255);
        }
    }

    private static void Stretch(byte[] pixels, TextLine line)
    {
        var counts = new int[256];
        foreach (var pixel in pixels) counts[pixel]++;
        var light = line.Polarity == InkMap.Light;
        var ground = Percentile(counts, pixels.Length, light ? 0.3 : 0.7);
        var ink = line.Ink;
        // Strokes thinner than a pixel never reach their full ink, so black lies a little beyond the mean.
        var reach = light ? Math.Max(ink - ground, 8) : Math.Max(ground - ink, 8);
        for (var i = 0; i < pixels.Length; i++)
        {
            var depth = light ? pixels[i] - ground : ground - pixels[i];
            pixels[i] = (byte)Math.Clamp(245 - (245 * depth / (1.1 * reach)), 0, 255);
        }
    }

    private static int Percentile(int[] counts, int total, double share)
    {
        var left = (int)(share * total);
        for (var value = 0; value < counts.Length; value++)
        {
            left -= counts[value];
            if (left < 0) return value;
        }

        return 255;
    }
}
