namespace LongVpo.Node.Contract;

/// <summary>One remembered video in a list.</summary>
public sealed record VideoDocument(string Video, string Path, double Duration, int Segments, bool Finished);
