namespace LongVpo.Node.Http.Documents;

/// <summary>Every pinned question, or every alert.</summary>
internal sealed record StandingListDocument(IReadOnlyList<StandingDocument> Standing);
