namespace LongVpo.Node.Contract;

/// <summary>What <c>longvpo list --json</c> prints.</summary>
public sealed record ListDocument(IReadOnlyList<VideoDocument> Videos);
