namespace LongVpo.Node.Contract;

/// <summary>A place an answer rests on, as other tools read it.</summary>
public sealed record CitationDocument(string Video, string Segment, double Start, double End, string Quote)
{
    /// <summary>When the start was live; left out where it is not known.</summary>
    public DateTimeOffset? Utc { get; init; }
}
