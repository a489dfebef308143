namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>MVBench's own check, for comparison with figures made by it: one of the reply's first word and the right option's label contains the other.</summary>
public static class LooseMatch
{
    /// <summary>Whether that check takes a reply for right.</summary>
    /// <param name="reply">What the model said.</param>
    /// <param name="item">The question; one without a right answer is never right.</param>
    /// <param name="guardEmpty">Takes a reply without a letter or digit for wrong. The original does not, and so counts silence as right.</param>
    public static bool IsRight(string reply, BenchmarkItem item, bool guardEmpty)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(item);
        if (item.Right is not { } right) return false;
        var said = reply.ToLowerInvariant().Split(' ')[0].Replace(".", string.Empty, StringComparison.Ordinal);
        if (guardEmpty && !said.Any(char.IsLetterOrDigit)) return false;
        var label = $"({char.ToLowerInvariant(BenchmarkItem.Letter(right))})";
        return label.Contains(said, StringComparison.Ordinal) || said.Contains(label, StringComparison.Ordinal);
    }
}
