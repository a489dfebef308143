namespace LongVpo.Media.ScreenText;

/// <summary>A word of a line with what speaks for it; of two readings of a word the stronger stays.</summary>
/// <param name="Text">As read.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Known">Whether the dictionary has it; true for numbers.</param>
/// <param name="Box">In pixels of the frame.</param>
internal sealed record ReadWord(string Text, double Confidence, bool Known, PixelBox Box)
{
    /// <summary>Confidence, and more for a real word, the more the longer: wrong letters rarely make one of six letters, but often one of three.</summary>
    public double Strength => Confidence + (!Known ? 0 : Characters >= 6 ? 0.35 : Characters >= 4 ? 0.2 : 0.1);

    /// <summary>Whether the other text can be a better reading of this word: about as long, and most letters the same.</summary>
    public bool MayRead(string other)
    {
        var (mine, theirs) = (TextLikeness.Plain(Text), TextLikeness.Plain(other));
        return TextLikeness.Distance(mine, theirs) <= 0.6 * Math.Max(mine.Length, theirs.Length);
    }

    public int Characters => Text.Count(char.IsLetterOrDigit);
}
