namespace LongVpo.Media.ScreenText;

/// <summary>What a single picture says.</summary>
/// <param name="Text">All lines with line breaks, an empty line between blocks; empty when there is no text.</param>
/// <param name="Confidence">Mean confidence of the characters, 0 to 1.</param>
/// <param name="Blocks">The blocks in reading order.</param>
public sealed record StillText(string Text, double Confidence, IReadOnlyList<StillBlock> Blocks)
{
    public static readonly StillText None = new("", 0, []);
}
