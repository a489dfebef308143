namespace LongVpo.Memory.Index;

/// <summary>What was found for one group of words: the rows that hold one of them, and those that hold something spelled nearly so.</summary>
/// <param name="Expression">The full-text expression of the group.</param>
/// <param name="Exact">Rows with one of the words.</param>
/// <param name="Complete">False when there are more such rows than were fetched: the words are frequent.</param>
/// <param name="Near">Rows with a near spelling only.</param>
/// <param name="NearOnScreenOnly">True when the word itself occurs, so that near spellings count only where reading a picture may have misread it.</param>
internal sealed record WordGroup(string Expression, List<long> Exact, bool Complete, List<long> Near, bool NearOnScreenOnly)
{
    /// <summary>A near spelling is half a match.</summary>
    public const double NearWeight = 0.5;
}
