namespace LongVpo.Models.Tensors;

/// <summary>The constants of AdamW (Loshchilov and Hutter 2019, algorithm 2).</summary>
/// <param name="LearningRate">Step size.</param>
/// <param name="Beta1">Decay of the running mean of gradients.</param>
/// <param name="Beta2">Decay of the running mean of squared gradients.</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
/// <param name="WeightDecay">Share of a weight, times the step size, that is taken off at each step.</param>
public sealed record AdamWSettings(double LearningRate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0.01);
