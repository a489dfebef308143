using LongVpo.Media.Native;

namespace LongVpo.Media.ScreenText;

/// <summary>Reads one found line, in a second rendering when the first leaves doubt.</summary>
internal static class LineReader
{
    /// <summary>Above this the second rendering is not tried: it would double the cost of every clear line.</summary>
    private const double Sure = 0.85;

    /// <summary>Below this the first rendering shows that there is no text, unless the line looks very much like one.</summary>
    private const double Hopeless = 0.4;

    /// <summary>Above this a reading of large letters is only given up for one of their flat shade that has more letters: cutting closes some and opens others.</summary>
    private const double Unread = 0.65;
    private const double MoreLetters = 1.3;

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

    /// <summary>A clean row of fewer letters that was not read is tried again without what stands beside it: a border there makes a number look like a picture.</summary>
    private const double FewLetters = 5;

    /// <summary>Words below this are looked at alone, in lines that are text by the two limits after it.</summary>
    private const double Doubtful = 0.75;
    private const double DoubtfulUnknown = 0.85;
    private const double WorthLooking = 0.5;
    private const int LongEnough = 8;

    /// <summary>Letters from which a line may be held against a word list, and the height from which letters are large enough to be read without one.</summary>
    private const double LongWord = 5;
    private const double SmallLetters = 24;

    /// <summary>Runs of the recogniser over single words of one line at most.</summary>
    private const int MostCloseLooks = 8;

    /// <param name="engine">Reads.</param>
    /// <param name="frame">The whole picture.</param>
    /// <param name="layers">The same in its sizes.</param>
    /// <param name="line">Where to read.</param>
    /// <param name="attempt">0 for the first reading of this line; later ones try other sizes.</param>
    /// <param name="lexicon">Words that a line may be recognised by when its letters cannot be read.</param>
    /// <returns>The line that was read in the end (a line of the other polarity may lie under it), what it says, and how often the recogniser ran.</returns>
    public static (TextLine Line, LineReading Reading, int Runs) Read(OcrEngine engine, GrayPicture frame, IReadOnlyList<TextLayer> layers, TextLine line, int attempt, Lazy<Lexicon> lexicon)
    {
        if (line.Slanted is { } slanted)
        {
            var (straightened, tries) = SlantReader.Read(engine, frame, line, slanted, lexicon);
            return (line, straightened, tries);
        }

        var (reading, runs) = ReadOne(engine, frame, layers, line, attempt);
        if (reading.Confidence < Sure && line.Alternative is { } other)
        {
            var (otherReading, otherRuns) = ReadOne(engine, frame, layers, other, attempt);
            runs += otherRuns;
            if (otherReading.Weight > reading.Weight) (line, reading) = (other, otherReading);
        }

        if (reading.Confidence < Sure && SolidLettering.Of(frame, line) is { } solid)
        {
            var (solidReading, solidRuns) = ReadSolid(engine, solid);
            runs += solidRuns;
            if (SaysMore(solidReading, reading)) (line, reading) = (solid.Whole, solidReading);
            else if (TextLikeness.Plain(solidReading.Text) == TextLikeness.Plain(reading.Text)) reading = reading.VotedWith(solidReading);
        }

        if (attempt == 0 && IsUnreadWord(line, reading) && lexicon.Value.Count > 0)
        {
            foreach (var side in line.Clean ? (ReadOnlySpan<TextLine>)[line, line.Inverted(frame)] : [line])
            {
                var (elected, votes) = LexicalVote.Read(engine, frame, side, lexicon.Value);
                runs += votes;
                if (elected.Characters > 0) return (side, elected, runs);
            }
        }

        var (closer, more) = LookCloser(engine, frame, line, reading);
        return (line, new WordRepair(engine.Knows).Mend(closer), runs + more);
    }

    /// <summary>
    /// Reads doubtful words of a line that is otherwise text again, each at its own size: small capitals beside large ones and the small second
    /// half of a title are lost when the whole line is brought to one size.
    /// </summary>
    private static (LineReading Reading, int Runs) LookCloser(OcrEngine engine, GrayPicture frame, TextLine line, LineReading reading)
    {
        if (reading.Words.Count < 2 || reading.Confidence < WorthLooking || reading.Characters < LongEnough) return (reading, 0);
        var words = new List<ReadWord>();
        var runs = 0;
        foreach (var word in reading.Words)
        {
            if (runs >= MostCloseLooks || !IsDoubtful(word))
            {
                words.Add(word);
                continue;
            }

            runs += 2;
            words.AddRange(ReadAlone(engine, frame, line, word));
        }

        return runs == 0 ? (reading, 0) : (LineReading.Of(words), runs);
    }

    /// <summary>The word read alone at two sizes, where that is stronger and still the same word; else the word itself.</summary>
    private static IReadOnlyList<ReadWord> ReadAlone(OcrEngine engine, GrayPicture frame, TextLine line, ReadWord word)
    {
        var alone = Alone(line, word);
        IReadOnlyList<ReadWord> best = [word];
        foreach (var cut in (ReadOnlySpan<LineCut>)[LineRenderer.Shades(frame, alone, UsualHeight), LineRenderer.Shades(frame, alone, LargeHeight, tight: true)])
        {
            var again = Recognise(engine, cut);
            if (IsOneWord(again, word) && word.MayRead(again.Text) && again.Words.Average(w => w.Strength) > best.Average(w => w.Strength)) best = again.Words;
        }

        return best;
    }

    /// <summary>Two words are one whose gap was lost, as long as no letters of a neighbour came with them.</summary>
    private static bool IsOneWord(LineReading again, ReadWord word) =>
        again.Words.Count == 1 || (again.Words.Count == 2 && Math.Abs(again.Characters - word.Characters) <= 1);

    /// <summary>The word as a line of its own. The recogniser's boxes are tight for small words among large ones, and too tall where lines stand close.</summary>
    private static TextLine Alone(TextLine line, ReadWord word)
    {
        if (word.Box.Height < 0.85 * line.Box.Height) return line with { Box = word.Box, LetterHeight = word.Box.Height };
        var fall = line.Slope * (((word.Box.Left + word.Box.Right) / 2) - line.Box.Left);
        var tall = line.Box.Height - (Math.Abs(line.Slope) * line.Box.Width);
        var top = (line.Slope >= 0 ? line.Box.Top : line.Box.Bottom - tall) + fall;
        return line with { Box = new PixelBox(word.Box.Left, top, word.Box.Right, top + tall) };
    }

    private static bool IsDoubtful(ReadWord word) =>
        word.Characters >= 2 && word.Box.Height >= 3 && word.Confidence < (word.Known ? Doubtful : DoubtfulUnknown);

    /// <summary>Whether the line looks like a word of some length and nothing was made of it.</summary>
    private static bool IsUnreadWord(TextLine line, LineReading reading) =>
        line.Promising && line.Letters >= LongWord && line.LetterHeight < SmallLetters && (reading.Confidence < WorthLooking || reading.Characters < LongWord);

    private static (LineReading Reading, int Runs) ReadOne(OcrEngine engine, GrayPicture frame, IReadOnlyList<TextLayer> layers, TextLine line, int attempt)
    {
        var heights = attempt % 2 == 0 ? (First: UsualHeight, Second: SmallHeight) : (First: LargeHeight, Second: SmallestHeight);
        var first = Recognise(engine, LineRenderer.Shades(frame, line, heights.First));
        if (first.Confidence >= Sure) return (first, 1);
        if (first.Confidence < Hopeless && line.Clean && line.Letters < FewLetters)
        {
            var isolated = Recognise(engine, LineRenderer.Shades(frame, line, heights.First, tight: true));
            if (isolated.Confidence >= Sure || !line.Promising) return (isolated.Weight > first.Weight ? isolated : first, 2);
        }

        if (first.Confidence < Hopeless && !line.Promising) return (first, 1);
        var second = Recognise(engine, line.LetterHeight < SmallPrint
            ? LineRenderer.Shades(frame, line, heights.Second, tight: true)
            : LineRenderer.Silhouette(layers, line));
        var reading = first.VotedWith(second);
        if (attempt > 0 || line.LetterHeight >= SmallPrint || reading.Confidence >= Sure || reading.Confidence < WorthLooking || reading.Characters < 4) return (reading, 2);
        return (reading.VotedWith(Recognise(engine, LineRenderer.Shades(frame, line, LargeHeight))), 3);
    }

    private static bool SaysMore(LineReading solid, LineReading reading) =>
        solid.Weight > reading.Weight && (reading.Confidence < Unread || solid.Characters >= MoreLetters * reading.Characters);

    private static (LineReading Reading, int Runs) ReadSolid(OcrEngine engine, SolidLettering solid)
    {
        var (best, runs) = (LineReading.Nothing, 0);
        foreach (var cuts in solid.Renderings())
        {
            runs += cuts.Count;
            var reading = LineReading.Of([.. cuts.SelectMany(cut => Recognise(engine, cut).Words)]);
            best = best.VotedWith(reading);
            if (best.Confidence < Hopeless) break;
        }

        return (best, runs);
    }

    private static LineReading Recognise(OcrEngine engine, LineCut cut) =>
        WordRules.Judge(engine.Read(cut.Picture.Pixels, cut.Picture.Width, cut.Picture.Height, OcrLayout.Line), engine, cut);
}
