namespace LongVpo.Training.Preferences.Pairs;

/// <summary>A source whose pairs were taken out and are not to be made again.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Pairs">How many pairs it took with it.</param>
public sealed record WithdrawnSource(string SourceId, int Pairs);
