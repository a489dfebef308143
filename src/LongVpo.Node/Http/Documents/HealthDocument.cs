namespace LongVpo.Node.Http.Documents;

/// <summary>Whether the node lives, or is ready for work; the reason when it is not.</summary>
internal sealed record HealthDocument(string Status, string? Reason = null);
