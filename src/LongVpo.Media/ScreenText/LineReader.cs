using LongVpo.Media.Native;

namespace LongVpo.Media.ScreenText;

/// <summary>Reads one found line, in a second rendering when the first leaves doubt.</summary>
internal static class LineReader
{
    /// <summary>Above this the second rendering is not tried: it would double the cost of every clear line.</summary>
    private const double Sure = 0.85;

    /// <summary>Below this the first rendering shows that there is no text, unless the line looks very much like one.</summary>
    private const double Hopeless = 0.4;

    /// <summary>Letters lower than this many pixels are read at a second size, taller ones as a silhouette.</summary>
    private const double SmallPrint = 12;

    /// <summary>
    /// Heights that tall letters get, in pixels. The recogniser's network works on lines of 36 pixels with their margins; small print that one
    /// enlargement smears is often kept apart by another, so a second attempt uses other heights than the first.
    /// </summary>
    private const double UsualHeight = 26;
    private const double SmallHeight = 21;
    private const double LargeHeight = 31;
    private const double SmallestHeight = 18;

    /// <param name="engine">Reads.</param>
    /// <param name="frame">The whole picture.</param>
    /// <param name="layers">The same in its sizes.</param>
    /// <param name="line">Where to read.</param>
    /// <param name="attempt">0 for the first reading of this line; later ones try other sizes.</param>
    /// <returns>The line that was read in the end (a line of the other polarity may lie under it), what it says, and how often the recogniser ran.</returns>
    public static (TextLine Line, LineReading Reading, int Runs) Read(OcrEngine engine, GrayPicture frame, IReadOnlyList<TextLayer> layers, TextLine line, int attempt)
    {
        var (reading, runs) = ReadOne(engine, frame, layers, line, attempt);
        if (reading.Confidence >= Sure || line.Alternative is not { } other) return (line, reading, runs);
        var (otherReading, otherRuns) = ReadOne(engine, frame, layers, other, attempt);
        return otherReading.Weight > reading.Weight ? (other, otherReading, runs + otherRuns) : (line, reading, runs + otherRuns);
    }

    private static (LineReading Reading, int Runs) ReadOne(OcrEngine engine, GrayPicture frame, IReadOnlyList<TextLayer> layers, TextLine line, int attempt)
    {
        var first = Recognise(engine, LineRenderer.Shades(frame, line, attempt == 0 ? UsualHeight : LargeHeight));
        if (first.Confidence >= Sure) return (first, 1);
        if (first.Confidence < Hopeless && !line.Promising) return (first, 1);
        var second = Recognise(engine, line.LetterHeight < SmallPrint
            ? LineRenderer.Shades(frame, line, attempt == 0 ? SmallHeight : SmallestHeight)
            : LineRenderer.Silhouette(layers, line));
        return (second.Weight > first.Weight ? second : first, 2);
    }

    private static LineReading Recognise(OcrEngine engine, GrayPicture line) =>
        WordRules.Judge(engine.Read(line.Pixels, line.Width, line.Height, OcrLayout.Line), engine);
}
