using LongVpo.Core.Options;

namespace LongVpo.Media.ScreenText;

/// <summary>Decides which readings become observations. Long strings are hard to invent and short ones easy, so what is asked falls with length.</summary>
internal static class Believing
{
    /// <summary>Letters from which a reading counts as long.</summary>
    private const int LongReading = 10;

    /// <summary>Mean letters of a word below which a line of several words is doubted.</summary>
    private const double ShortWord = 3.2;

    /// <summary>What a number in a clean row needs beyond the least confidence: counters show each for a moment only, so time cannot speak for them.</summary>
    private const double CleanNumber = 0.2;

    /// <summary>Share of known words below which even a long reading is doubted.</summary>
    private const double HalfKnown = 0.4;

    /// <summary>Share of known words from which a reading of some length has the dictionary on its side.</summary>
    private const double AllKnown = 0.95;

    /// <param name="reading">What was read.</param>
    /// <param name="seen">Frames it was seen in.</param>
    /// <param name="line">Where.</param>
    /// <param name="options">What is asked of long readings.</param>
    public static bool IsText(LineReading reading, int seen, TextLine line, ScreenTextOptions options)
    {
        var characters = reading.Characters;
        if (characters < 2 || (characters == 2 && !reading.Text.Any(char.IsDigit)) || Repeats(reading.Text)) return false;
        var least = options.LeastConfidence;
        var asked = characters switch
        {
            >= LongReading => reading.Known >= HalfKnown ? least : least + 0.12,
            >= 6 => least + 0.16,
            5 => least + 0.2,
            4 => least + 0.25,
            _ => least + (reading.Text.Any(char.IsDigit) ? 0.3 : 0.34),
        };
        if (characters >= 5 && reading.Known >= AllKnown) asked -= 0.06;
        // Leaves are read as many short words, print has longer ones.
        if (characters < ShortWord * (reading.Text.Count(c => c == ' ') + 1) && !reading.Text.Any(char.IsDigit)) asked += 0.15;
        if (line.Clean && IsNumber(reading.Text)) return reading.Confidence >= least + CleanNumber;
        // What flashes by in one frame and looks little like print has nothing else to speak for it.
        if (seen < 2 && characters < LongReading) asked += line.Promising ? 0.04 : 0.12;
        return reading.Confidence >= Math.Min(asked, 0.95);
    }

    /// <summary>Digits of more than one kind: a fence is read as ones, a score or a clock is not.</summary>
    private static bool IsNumber(string text)
    {
        var plain = text.Where(char.IsLetterOrDigit).ToList();
        return plain.TrueForAll(char.IsDigit) && plain.Distinct().Count() > 1;
    }

    /// <summary>Fences, windows and keyboards are read as one letter again and again.</summary>
    private static bool Repeats(string text)
    {
        var plain = text.Where(char.IsLetter).Select(char.ToLowerInvariant).ToList();
        return plain.Count >= 4 && plain.Distinct().Count() <= 2;
    }
}
