namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>A line that is said.</summary>
/// <param name="From">Seconds.</param>
/// <param name="To">Seconds.</param>
/// <param name="Text">What.</param>
public readonly record struct SubtitleLine(double From, double To, string Text)
{
    /// <summary>Where a line stands between frames.</summary>
    public double Middle => (From + To) / 2;

    /// <summary>Whether one of these frames shows the moment; a line under a second counts as a second around its middle.</summary>
    public bool IsSeen(IEnumerable<double> frames)
    {
        var (from, to) = To - From < 1 ? (Middle - 0.5, Middle + 0.5) : (From, To);
        return frames.Any(frame => frame >= from && frame <= to);
    }
}
