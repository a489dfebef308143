namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>What a reply counts as that chooses no option.</summary>
public enum UnreadReply
{
    /// <summary>Wrong.</summary>
    Wrong,

    /// <summary>An option drawn by chance, as some reference code does; only for comparison with its figures.</summary>
    SeededRandom,
}
