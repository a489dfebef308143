namespace LongVpo.Node.Contract;

/// <summary>A caption that another one rests on.</summary>
public sealed record CaptionSourceDocument(string Id, string Version);
