namespace LongVpo.Node.Contract;

/// <summary>A sealed segment as other tools read it.</summary>
public sealed record SegmentDocument(
    string Id, double Start, double End, string OpensWith, int Shot, string Caption, IReadOnlyList<ObservationDocument> Observations);
