namespace LongVpo.Training.Preferences.Stage1;

/// <summary>How often composites have a length.</summary>
/// <param name="Clips">Clips in the composite, the anchor among them.</param>
/// <param name="Percent">Of all composites.</param>
public readonly record struct LengthShare(int Clips, int Percent);
