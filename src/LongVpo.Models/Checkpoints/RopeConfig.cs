namespace LongVpo.Models.Checkpoints;

/// <summary>How positions are rotated into queries and keys.</summary>
/// <param name="Theta">Base of the frequencies: theta^(-2k/D).</param>
/// <param name="Scaling">How texts beyond the trained length are read; null reads them as they come.</param>
public sealed record RopeConfig(double Theta, RopeScaling? Scaling = null);
