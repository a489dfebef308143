using LongVpo.Models.Tensors;

namespace LongVpo.Models.Training;

/// <summary>How a <see cref="Trainer"/> moves weights.</summary>
/// <param name="Rates">The step size of every step; that of <paramref name="Optimizer"/> is not used.</param>
/// <param name="Optimizer">AdamW's other constants.</param>
/// <param name="GradientLimit">Gradients are scaled down together to at most this norm; 1 is what such models are usually trained with. 0 leaves them.</param>
public sealed record TrainerSettings(LearningRates Rates, AdamWSettings Optimizer, double GradientLimit = 1);
