namespace LongVpo.Models.Checkpoints;

/// <summary>How positions are rotated into queries and keys.</summary>
/// <param name="Theta">Base of the frequencies: theta^(-2k/D).</param>
/// <param name="DynamicFactor">
/// Factor of dynamic NTK scaling, or null without it. Beyond <see cref="TextConfig.MaxPositions"/> the base grows to theta * (factor*length/max - (factor-1))^(D/(D-2)); up to it nothing changes.
/// </param>
public sealed record RopeConfig(double Theta, double? DynamicFactor = null);
