namespace LongVpo.Training.Preferences.Losses;

/// <summary>One part of a loss with its weight.</summary>
/// <param name="Kind">Which formula.</param>
/// <param name="Weight">What it counts; 1 is the formula itself.</param>
public readonly record struct LossTerm(LossKind Kind, double Weight = 1);
