namespace LongVpo.Node.Contract;

/// <summary>A line that a search found, as other tools read it.</summary>
public sealed record HitDocument(string Video, string Segment, double Start, double End, double Score, string Quote);
