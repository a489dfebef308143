namespace LongVpo.Models.Checkpoints;

/// <summary>Says how a vision block normalises.</summary>
public enum VisionNorm
{
    /// <summary>Mean and variance, weight and bias: the 300M tower.</summary>
    LayerNorm,

    /// <summary>Root mean square, weight only: the 6B tower.</summary>
    RmsNorm,
}
