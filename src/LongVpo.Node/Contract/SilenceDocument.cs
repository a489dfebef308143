namespace LongVpo.Node.Contract;

/// <summary>How many segments of a file a model described.</summary>
/// <param name="Path">The file.</param>
/// <param name="Segments">Its segments.</param>
/// <param name="Described">Of those, segments that the model described; on the others it kept silent.</param>
public sealed record SilenceDocument(string Path, int Segments, int Described);
