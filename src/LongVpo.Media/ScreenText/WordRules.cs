using LongVpo.Media.Native;

namespace LongVpo.Media.ScreenText;

/// <summary>Tells words from the strings that a recogniser invents when it is shown leaves or window frames.</summary>
internal static class WordRules
{
    /// <summary>Words below this are dropped from a doubtful line; a clear line keeps them, because there they are words half read.</summary>
    private const double LeastWordConfidence = 0.25;

    private const double ClearLine = 0.7;

    private const string Openers = "([\"'@#$£€¥+-–—/.*&%=¿¡«§•…";
    private const string Closers = ")]\"'’.,:;!?…%$£€¥+-–—/*&=°®™©»#";

    public static LineReading Judge(IReadOnlyList<OcrWord> words, OcrEngine engine, LineCut cut)
    {
        var believable = words.Where(word => IsWord(word, LeastWordConfidence)).ToList();
        if (believable.Count >= 3 && Confidence(believable) >= ClearLine) believable = [.. words.Where(word => IsWord(word, 0))];
        return LineReading.Of([.. believable.Select(word => new ReadWord(Trimmed(word.Text), word.Confidence, IsKnown(word.Text, engine), cut.InFrame(word)))]);
    }

    /// <summary>Single letters are in every dictionary and say nothing; numbers are in none and are as good as words.</summary>
    private static bool IsKnown(string text, OcrEngine engine)
    {
        var core = Core(text);
        return core.Any(char.IsLetter) ? core.Length >= 2 && engine.Knows(core) : core.Length > 0;
    }

    private static int Plain(string text) => text.Count(char.IsLetterOrDigit);

    private static double Confidence(List<OcrWord> words)
    {
        var characters = words.Sum(word => Plain(word.Text));
        return characters == 0 ? 0 : words.Sum(word => Plain(word.Text) * word.Confidence) / characters;
    }

    /// <summary>The word without the signs around it, as a dictionary lists it.</summary>
    private static string Core(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && !char.IsLetterOrDigit(text[start])) start++;
        while (end > start && !char.IsLetterOrDigit(text[end - 1])) end--;
        return text[start..end];
    }

    /// <summary>Dirt and frames at a word's edge are read as signs; those that print uses there stay, and braces where they enclose the word.</summary>
    internal static string Trimmed(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && !char.IsLetterOrDigit(text[start]) && !MayBegin(text, start)) start++;
        while (end > start && !char.IsLetterOrDigit(text[end - 1]) && !MayEnd(text, end - 1)) end--;
        return text[start..end];
    }

    private static bool MayBegin(string text, int at) => Openers.Contains(text[at]) || (text[at] is '{' or '<' && text.IndexOfAny(['}', '>'], at) > 0);

    private static bool MayEnd(string text, int at) => Closers.Contains(text[at]) || (text[at] is '}' or '>' && text.IndexOfAny(['{', '<'], 0, at) >= 0);

    private static bool IsWord(OcrWord word, double leastConfidence)
    {
        var plain = Plain(word.Text);
        if (plain == 0) return word.Text is "&" or "-" or "–" or "—" or "/" or "+" or "=" or "%" && word.Confidence > 0.5;
        return word.Confidence >= leastConfidence && plain >= 0.5 * word.Text.Length;
    }
}
