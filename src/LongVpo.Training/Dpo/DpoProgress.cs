using LongVpo.Training.Preferences.Losses;

namespace LongVpo.Training.Dpo;

/// <summary>One step of a run, for people and for the log.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="Metrics">What policy and reference thought of the step's pairs before the weights moved.</param>
/// <param name="GradientNorm">Norm of the gradients before they were limited.</param>
/// <param name="Rate">The step's size.</param>
/// <param name="Seconds">Seconds of training so far, over all resumptions.</param>
/// <param name="SecondsLeft">Until the end at the pace of this process.</param>
public sealed record DpoProgress(long Step, long Steps, PreferenceMetrics Metrics, double GradientNorm, double Rate, double Seconds, double SecondsLeft);
