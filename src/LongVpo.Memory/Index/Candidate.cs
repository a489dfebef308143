namespace LongVpo.Memory.Index;

/// <summary>What is known of a row before it is read.</summary>
/// <param name="Groups">Groups of words it matched; a near spelling counts half.</param>
/// <param name="Rarity">Sum over these of how rare the words are.</param>
/// <param name="OnScreenOnly">It matched by near spellings that only count for text read from the picture.</param>
internal readonly record struct Candidate(double Groups, double Rarity, bool OnScreenOnly)
{
    public Candidate With(double weight, double rarity, bool onScreenOnly) =>
        new(Groups + weight, Rarity + (weight * rarity), OnScreenOnly || onScreenOnly);
}
