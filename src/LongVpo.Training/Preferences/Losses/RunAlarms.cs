namespace LongVpo.Training.Preferences.Losses;

/// <summary>Sees in a run's metrics what usually goes wrong in preference training, and says what to do about it.</summary>
public static class RunAlarms
{
    // A run is judged once this share of it is over, by means over windows of this many steps; shorter windows ring for noise.
    private const int Window = 20;

    /// <summary>Whatever should be looked at by now; none is the usual case.</summary>
    /// <param name="steps">The metrics of all steps so far, in order.</param>
    /// <param name="total">Steps of the whole run.</param>
    /// <param name="held">Loss on pairs that are not trained on, at each time it was measured; may be empty.</param>
    public static IEnumerable<string> Of(IReadOnlyList<PreferenceMetrics> steps, int total, IReadOnlyList<double> held)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(held);
        if (steps.Count < 2 * Window) yield break;
        var (first, last) = (steps.Take(Window).ToList(), steps.Skip(steps.Count - Window).ToList());
        if (steps.Take(Math.Max(Window, total / 20)).Average(step => step.Accuracy) > 0.95)
            yield return "Nearly every pair was told apart from the beginning: the dispreferred responses are too easy to know.";
        if (last.Average(step => step.Accuracy) >= 0.99 && held.Count >= 2 && held[^1] > held.Min() * 1.02)
            yield return "The training pairs are all told apart while the loss on held-out pairs rises: the run learns the pairs by heart; stop at the lowest point.";
        if (last.Average(step => step.ChosenScore) < first.Average(step => step.ChosenScore) - 1 && last.Average(step => step.RejectedScore) < first.Average(step => step.RejectedScore) - 1)
            yield return "Both responses become less likely: raise the weight of imitation or beta.";
        if (last.Average(step => step.ChosenReward) < 0 && last.Average(step => step.RejectedReward) < 0 && last.Average(step => step.ChosenReward) < first.Average(step => step.ChosenReward))
            yield return "The rewards of both responses are below 0 and fall: likelihood moves to texts that nobody preferred; raise the weight of imitation.";
    }
}
