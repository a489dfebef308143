using System.Text.Json.Serialization;

namespace LongVpo.Media.ScreenText;

/// <summary>What was read of a line, with all that decides whether to believe it.</summary>
/// <param name="Text">Words joined by spaces; empty when nothing was read.</param>
/// <param name="Confidence">Mean confidence of the characters, 0 to 1.</param>
/// <param name="Characters">Letters and digits.</param>
/// <param name="Known">Share of the characters that stand in words of the dictionary or in numbers, 0 to 1.</param>
internal sealed record LineReading(string Text, double Confidence, int Characters, double Known)
{
    public static readonly LineReading Nothing = new("", 0, 0, 0);

    /// <summary>Its words; empty when the reading came with a carry.</summary>
    [JsonIgnore]
    public IReadOnlyList<ReadWord> Words { get; private init; } = [];

    /// <summary>Belief times length, to choose between two readings of one line.</summary>
    [JsonIgnore]
    public double Weight => Characters * Confidence * (0.5 + (0.5 * Known));

    public static LineReading Of(IReadOnlyList<ReadWord> words)
    {
        var characters = words.Sum(w => w.Characters);
        if (characters == 0) return Nothing;
        var confidence = words.Sum(w => w.Characters * w.Confidence) / characters;
        var known = (double)words.Where(w => w.Known).Sum(w => w.Characters) / characters;
        return new LineReading(string.Join(' ', words.Select(w => w.Text)), confidence, characters, known) { Words = words };
    }

    /// <summary>
    /// The words of the weightier reading, each replaced by the other reading's word at the same place where that is stronger: every frame of a video
    /// spoils other letters.
    /// </summary>
    /// <param name="other">Another reading of the same line.</param>
    /// <param name="independent">Whether agreement confirms: false where both looked at the same pixels in the same way.</param>
    public LineReading VotedWith(LineReading other, bool independent = true)
    {
        var (better, second) = Weight >= other.Weight ? (this, other) : (other, this);
        if (TextLikeness.Plain(Text) == TextLikeness.Plain(other.Text)) return independent ? better.ConfirmedBy(second) : better;
        if (better.Words.Count == 0 || second.Words.Count == 0) return better;
        return Of([.. better.Words.Select(word => second.Words.FirstOrDefault(w => IsStronger(w, word)) ?? word)]);
    }

    /// <summary>Two renderings that say the same are more to be believed than either, in the measure of the weaker one.</summary>
    private LineReading ConfirmedBy(LineReading other)
    {
        var (high, low) = (Math.Max(Confidence, other.Confidence), Math.Min(Confidence, other.Confidence));
        return this with { Confidence = high + (0.5 * (1 - high) * low) };
    }

    private static bool IsStronger(ReadWord other, ReadWord word) =>
        other.Strength > word.Strength && Overlap(other.Box, word.Box) > 0.6 && InOneRow(other.Box, word.Box) && word.MayRead(other.Text);

    /// <summary>The rows of a title that is read as a whole stand above each other.</summary>
    private static bool InOneRow(PixelBox a, PixelBox b) => Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top) > 0.3 * Math.Min(a.Height, b.Height);

    /// <summary>The shared width as a share of the wider word.</summary>
    private static double Overlap(PixelBox a, PixelBox b) =>
        (Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left)) / Math.Max(1e-6, Math.Max(a.Width, b.Width));
}
