namespace LongVpo.Models.Training;

/// <summary>The step size of every step: rises in a straight line, then falls along half a cosine.</summary>
/// <param name="Peak">The largest.</param>
/// <param name="WarmUp">Steps until the peak; 0 begins there.</param>
/// <param name="Total">Steps until the end, after which it stays at the floor; 0 keeps the peak for ever.</param>
/// <param name="Floor">The last.</param>
public sealed record LearningRates(double Peak, long WarmUp = 0, long Total = 0, double Floor = 0)
{
    /// <summary>The size of the step with this number; the first is 0.</summary>
    public double At(long step)
    {
        if (step < WarmUp) return Peak * (step + 1) / WarmUp;
        if (Total == 0) return Peak;
        var share = Math.Clamp((double)(step - WarmUp) / Math.Max(1, Total - WarmUp), 0, 1);
        return Floor + ((Peak - Floor) * (1 + Math.Cos(Math.PI * share)) / 2);
    }
}
