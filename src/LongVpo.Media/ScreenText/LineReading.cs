namespace LongVpo.Media.ScreenText;

/// <summary>What was read of a line, with all that decides whether to believe it.</summary>
/// <param name="Text">Words joined by spaces; empty when nothing was read.</param>
/// <param name="Confidence">Mean confidence of the characters, 0 to 1.</param>
/// <param name="Characters">Letters and digits.</param>
/// <param name="Known">Share of the letters that stand in words of the dictionary, 0 to 1; 1 when there are digits only.</param>
internal sealed record LineReading(string Text, double Confidence, int Characters, double Known)
{
    public static readonly LineReading Nothing = new("", 0, 0, 0);

    /// <summary>Belief times length, to choose between two readings of one line.</summary>
    public double Weight => Characters * Confidence * (0.6 + (0.4 * Known));
}
