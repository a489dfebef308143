namespace LongVpo.Node.Contract;

/// <summary>What <c>longvpo search --json</c> prints.</summary>
public sealed record SearchDocument(IReadOnlyList<HitDocument> Hits);
