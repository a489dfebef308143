namespace LongVpo.Node.Http.Documents;

/// <summary>A source and how its video is doing. Times are container timestamps in seconds; a span ends with its unit.</summary>
/// <param name="Id">Names it in every other request.</param>
/// <param name="Url">Where it is, without passwords.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Phase">What is being done about it: idle, opening, watching, reconnecting, restarting, finished or failed.</param>
/// <param name="Reason">One sentence where the phase has one.</param>
/// <param name="Live">Whether it plays on its own clock.</param>
/// <param name="Start">Where its timeline begins.</param>
/// <param name="Watermark">Seen until here.</param>
/// <param name="Received">Received until here.</param>
/// <param name="WatermarkUtc">When the watermark was live.</param>
/// <param name="LagSeconds">From received to findable.</param>
/// <param name="Rate">Seconds of footage per second.</param>
/// <param name="Segments">Sealed segments.</param>
/// <param name="Gaps">Holes in the timeline.</param>
/// <param name="GapSeconds">Their length together.</param>
/// <param name="Reconnects">How often the source was lost and found.</param>
/// <param name="Restarts">How often watching failed inside and began again.</param>
/// <param name="Frames">The ledger of frames.</param>
internal sealed record SourceDocument(
    string Id, string Url, string? Name, string Phase, string? Reason, bool Live, double? Start, double? Watermark, double? Received, DateTimeOffset? WatermarkUtc,
    double? LagSeconds, double? Rate, int Segments, int Gaps, double GapSeconds, long Reconnects, int Restarts, FrameCountsDocument Frames)
{
    /// <summary>Why speech is not being written down at this moment; left out while it is, or is not meant to be.</summary>
    public string? Unheard { get; init; }
}
