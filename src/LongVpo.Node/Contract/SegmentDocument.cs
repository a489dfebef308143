namespace LongVpo.Node.Contract;

/// <summary>A sealed segment as other tools read it.</summary>
public sealed record SegmentDocument(
    string Id, double Start, double End, string OpensWith, int Shot, string Caption, IReadOnlyList<ObservationDocument> Observations)
{
    /// <summary>When the start was live; left out where it is not known.</summary>
    public DateTimeOffset? Utc { get; init; }

    /// <summary>Which model said the caption; left out when it is from measurements.</summary>
    public CaptionByDocument? CaptionBy { get; init; }

    /// <summary>The caption from measurements, where a model's stands in its place.</summary>
    public string? Observed { get; init; }

    /// <summary>What was left out because watching could not keep up; left out itself when nothing was.</summary>
    public string? Degraded { get; init; }
}
