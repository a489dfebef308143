namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>One question of a run as a line of a file, so that runs can be compared question by question.</summary>
/// <param name="Id">The question.</param>
/// <param name="Video">Its video.</param>
/// <param name="Reply">What the model said; null where it was not asked.</param>
/// <param name="Chosen">The letter that was read; null where none was.</param>
/// <param name="Right">The right letter.</param>
/// <param name="IsRight">Whether it counts as right.</param>
/// <param name="Problem">Why it was not scored; null where it was.</param>
public sealed record BenchmarkLine(string Id, string? Video, string? Reply, string? Chosen, string? Right, bool? IsRight, string? Problem)
{
    /// <summary>The line of a step.</summary>
    public static BenchmarkLine Of(BenchmarkStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Result is { } result
            ? new BenchmarkLine(result.Item.Id, result.Item.Video, result.Reply, Letter(result.Chosen), Letter(result.Item.Right), result.IsRight, null)
            : new BenchmarkLine(step.Problem!.Item, null, null, null, null, null, $"{step.Problem.Kind}: {step.Problem.Sentence}");
    }

    private static string? Letter(int? option) => option is { } place ? BenchmarkItem.Letter(place).ToString() : null;
}
