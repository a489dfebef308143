namespace LongVpo.Media.ScreenText;

/// <summary>A word of a line with what speaks for it; of two readings of a word the stronger stays.</summary>
/// <param name="Text">As read.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Known">Whether the dictionary has it; true for numbers.</param>
/// <param name="Box">In pixels of the frame.</param>
internal sealed record ReadWord(string Text, double Confidence, bool Known, PixelBox Box)
{
    /// <summary>Confidence, and a little more for a real word: wrong letters rarely make one.</summary>
    public double Strength => Confidence + (Known ? 0.2 : 0);

    public int Characters => Text.Count(char.IsLetterOrDigit);
}
