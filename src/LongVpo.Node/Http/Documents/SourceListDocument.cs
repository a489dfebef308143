namespace LongVpo.Node.Http.Documents;

/// <summary>Every source of the node.</summary>
internal sealed record SourceListDocument(IReadOnlyList<SourceDocument> Sources);
