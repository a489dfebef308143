namespace LongVpo.Training.World;

/// <summary>What a world may be used for.</summary>
public enum WorldSplit { Train, Validation, Test, Calibration }
