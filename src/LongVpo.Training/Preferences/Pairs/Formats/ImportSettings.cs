namespace LongVpo.Training.Preferences.Pairs.Formats;

/// <summary>What another tool's file does not say.</summary>
/// <param name="MediaRoot">The folder that its media are named from; nothing outside of it is taken.</param>
/// <param name="Licence">Under what terms the footage may be used; null leaves it unsaid, which a check tells.</param>
/// <param name="Prefix">What ids begin with.</param>
public sealed record ImportSettings(string MediaRoot, string? Licence = null, string Prefix = "imported");
