using LongVpo.Media.Native;

namespace LongVpo.Media.ScreenText;

/// <summary>Reads a line that has to be straightened first: as it is where two sizes agree, else by the word lists.</summary>
internal static class SlantReader
{
    /// <summary>What both of the first two readings must reach: straightened scenery is smooth, and one size alone finds words in it.</summary>
    private const double Sure = 0.8;

    /// <summary>Letters that the first reading must have for the place to be looked at again.</summary>
    private const int LeastLetters = 4;

    /// <summary>Heights of letters in pixels, what is added to the slant, and whether letters are brought to one height. The first two tell whether there is a word at all.</summary>
    private static readonly (double Height, double Lean, bool Even)[] Renderings =
        [(28, 0, true), (34, 0, true), (31, 0, true), (25, 0, true), (38, 0, true), (31, 0.1, true), (31, -0.1, true), (31, 0, false)];

    /// <param name="engine">Reads.</param>
    /// <param name="frame">The whole picture.</param>
    /// <param name="line">Where to read.</param>
    /// <param name="slanted">How its letters lie.</param>
    /// <param name="lexicon">Words that it may be recognised by.</param>
    /// <returns>What it says, and how often the recogniser ran.</returns>
    public static (LineReading Reading, int Runs) Read(OcrEngine engine, GrayPicture frame, TextLine line, SlantedLine slanted, Lazy<Lexicon> lexicon)
    {
        var first = Recognise(engine, frame, line, slanted, Renderings[0]);
        if (first.Raw.Count(char.IsLetterOrDigit) < LeastLetters) return (LineReading.Nothing, 1);
        var second = Recognise(engine, frame, line, slanted, Renderings[1]);
        var agreed = first.Reading.Characters > 0 && TextLikeness.Plain(first.Reading.Text) == TextLikeness.Plain(second.Reading.Text);
        if (agreed && Math.Min(first.Reading.Confidence, second.Reading.Confidence) >= Sure) return (first.Reading.VotedWith(second.Reading), 2);
        if (lexicon.Value.Count == 0) return (LineReading.Nothing, 2);
        IEnumerable<string> raw = [first.Raw, second.Raw];
        return LexicalVote.Hold(raw.Concat(Renderings.Skip(2).Select(r => Recognise(engine, frame, line, slanted, r).Raw)), lexicon.Value, line.Box);
    }

    private static (string Raw, LineReading Reading) Recognise(OcrEngine engine, GrayPicture frame, TextLine line, SlantedLine slanted, (double Height, double Lean, bool Even) rendering)
    {
        var picture = slanted.Straightened(frame, line.Polarity == InkMap.Light, rendering.Height, rendering.Lean, rendering.Even);
        // Places along the straightened line stand for places in the picture: they only part the words of one line.
        var cut = new LineCut(picture, line.Box.Left, line.Box.Top, rendering.Height / line.LetterHeight, 0, 1);
        var words = engine.Read(picture.Pixels, picture.Width, picture.Height, OcrLayout.Line);
        return (string.Concat(words.Select(word => word.Text)), WordRules.Judge(words, engine, cut));
    }
}
