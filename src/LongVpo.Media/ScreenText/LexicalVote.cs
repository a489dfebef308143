using System.Text;
using LongVpo.Media.Native;

namespace LongVpo.Media.ScreenText;

/// <summary>
/// Reads a line of one long word that no rendering gets right. Each rendering of small print gets other letters wrong, so the word is looked for that is near to
/// most of them at once; for a long word that is stronger evidence than the recogniser's own confidence in any of them, which is near zero there.
/// </summary>
internal static class LexicalVote
{
    /// <summary>Shorter words are near to something whatever was read.</summary>
    private const int LeastLetters = 7;

    /// <summary>Letters of a rendering for each wrong one up to which it proposes a word.</summary>
    private const float LettersPerSlip = 6;

    /// <summary>Share of a word's letters that may be wrong in a rendering that agrees, and in the mean of all: noise reaches 0.4 in the mean for one word in a list.</summary>
    private const float WrongWhenAgreeing = 0.2f;
    private const double WrongInTheMean = 0.25;

    /// <summary>From this share on a rendering says something else, however different it is.</summary>
    private const float WrongAtMost = 0.5f;

    /// <summary>Renderings that must agree.</summary>
    private const int LeastAgreeing = 3;

    /// <summary>How much nearer than any other word it must be, in letters per rendering: its plural is one letter away.</summary>
    private const double Ahead = 0.25;

    /// <summary>Heights of tall letters, in pixels, and whether what stands beside the line is blanked. The first two tell whether there is a word at all.</summary>
    private static readonly (double Height, bool Tight)[] Renderings = [(28, true), (34, false), (31, true), (36, false), (38, true), (31, false), (25, false), (21, true)];

    private const int FirstLook = 2;

    /// <summary>The word that most renderings of a line are near to.</summary>
    /// <returns>Nothing where there is none, and how often the recogniser ran.</returns>
    public static (LineReading Reading, int Runs) Read(OcrEngine engine, GrayPicture frame, TextLine line, Lexicon lexicon) =>
        Hold(Renderings.Select(r => Raw(engine, LineRenderer.Shades(frame, line, r.Height, r.Tight).Picture)), lexicon, line.Box);

    /// <summary>The word that most readings of one line are near to; when the first two are near to none, the rest is not asked for.</summary>
    /// <param name="raw">What each rendering was read as, made as it is asked for.</param>
    /// <param name="lexicon">Words that can be elected.</param>
    /// <param name="box">Where the word stands.</param>
    /// <returns>Nothing where there is none, and how many readings were asked for.</returns>
    public static (LineReading Reading, int Runs) Hold(IEnumerable<string> raw, Lexicon lexicon, PixelBox box)
    {
        var readings = new List<(string Raw, string Folded)>();
        var runs = 0;
        foreach (var text in raw)
        {
            runs++;
            var folded = Lexicon.Folded(text);
            if (folded.Length >= LeastLetters - 1) readings.Add((text, folded));
            if (runs == FirstLook && !readings.Exists(r => lexicon.Near(r.Folded, r.Folded.Length / LettersPerSlip).Count > 0)) return (LineReading.Nothing, runs);
        }

        return (Elect(readings, runs, lexicon, box), runs);
    }

    private static string Raw(OcrEngine engine, GrayPicture picture) =>
        string.Concat(engine.Read(picture.Pixels, picture.Width, picture.Height, OcrLayout.Line).Select(word => word.Text));

    /// <param name="readings">What was read, as it was and folded.</param>
    /// <param name="all">Renderings, with those that said nothing.</param>
    /// <param name="lexicon">Words that can be elected.</param>
    /// <param name="box">Where the word stands.</param>
    internal static LineReading Elect(IReadOnlyList<(string Raw, string Folded)> readings, int all, Lexicon lexicon, PixelBox box)
    {
        var candidates = readings.SelectMany(r => lexicon.Near(r.Folded, r.Folded.Length / LettersPerSlip)).Select(near => near.Word).Where(w => w.Length >= LeastLetters)
            .Distinct(StringComparer.Ordinal).Select(word => Stand(word, readings, all)).OrderBy(c => c.Mean).ThenBy(c => c.Word, StringComparer.Ordinal).ToList();
        if (candidates.Count == 0 || candidates[0].Agreeing < LeastAgreeing || candidates[0].Mean > WrongInTheMean * candidates[0].Word.Length) return LineReading.Nothing;
        var best = candidates[0];
        if (candidates.Count > 1 && candidates[1].Mean < best.Mean + Ahead) return LineReading.Nothing;
        var confidence = 1 - (best.Mean / best.Word.Length);
        var capitals = readings.Sum(r => r.Raw.Count(char.IsUpper)) * 2 >= readings.Sum(r => r.Raw.Count(char.IsLetter));
        var text = capitals ? best.Word.ToUpperInvariant() : best.Word;
        return LineReading.Of([new ReadWord(text, confidence, true, box)]);
    }

    private static Candidate Stand(string word, IReadOnlyList<(string Raw, string Folded)> readings, int all)
    {
        var bytes = Encoding.ASCII.GetBytes(word);
        // A rendering that says something else counts as far as one that says nothing.
        var limit = word.Length * WrongAtMost;
        var distances = readings.Select(r => Math.Min(limit, GlyphDistance.Between(Encoding.ASCII.GetBytes(r.Folded), bytes, limit))).ToList();
        var sum = distances.Sum() + ((all - readings.Count) * limit);
        return new Candidate(word, sum / all, distances.Count(d => d <= WrongWhenAgreeing * word.Length));
    }

    private sealed record Candidate(string Word, double Mean, int Agreeing);
}
