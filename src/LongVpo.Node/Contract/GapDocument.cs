namespace LongVpo.Node.Contract;

/// <summary>A hole in a video's timeline as other tools read it: nothing was received there. Container timestamps in seconds.</summary>
public sealed record GapDocument(double Start, double End, string Reason);
