using LongVpo.Core.Ports;
using LongVpo.Core.Videos;
using LongVpo.Node.Contract;
using LongVpo.Node.Http.Documents;

namespace LongVpo.Node.Http;

/// <summary>Turns what the node knows into what is answered over HTTP.</summary>
internal static class HttpDocuments
{
    public static SourceDocument From(VideoStatus status) => new(
        status.Video.Value, SourceAdmission.Shown(status.Location), status.Name, NameOf(status.Phase), status.Reason, status.IsLive,
        status.Start is { } start ? Contract.Documents.Seconds(start) : null, status.Watermark is { } seen ? Contract.Documents.Seconds(seen) : null,
        status.Received is { } received ? Contract.Documents.Seconds(received) : null, status.WatermarkUtc,
        status.Lag is { } lag ? Math.Round(lag.TotalSeconds, 3) : null, status.Rate is { } rate ? Math.Round(rate, 3) : null,
        status.Segments, status.Gaps, Math.Round(status.GapTime.TotalSeconds, 3), status.Reconnects, status.Restarts,
        new FrameCountsDocument(status.FramesReceived, status.FramesProcessed, status.FramesDropped, status.FramesPending, status.FramesCorrupt)) { Unheard = status.Unheard };

    public static ChangeDocument From(VideoChange change) => new(change.Video.Value, null, Phase: NameOf(change.Phase), Reason: change.Reason);

    /// <summary>A stored event's name on a stream, and what it says.</summary>
    public static (string Name, ChangeDocument Document) From(FeedEntry entry)
    {
        var change = new ChangeDocument(entry.Video.Value, entry.Version);
        return entry.Event switch
        {
            VideoOpened => ("opened", change),
            SegmentSealed one => ("segment", change with { Segment = Contract.Documents.From(one.Segment) }),
            NodeClosed one => ("node", change with { Level = one.Node.Level.ToString().ToLowerInvariant(), Node = Contract.Documents.From(one.Node) }),
            GapRecorded gap => ("gap", change with { Start = Contract.Documents.Seconds(gap.Range.Start), End = Contract.Documents.Seconds(gap.Range.End), Reason = gap.Reason }),
            ClockAnchored clock => ("clock", change with { Start = Contract.Documents.Seconds(clock.Time), Utc = clock.Utc }),
            CaptionWritten one => ("caption", change with { Caption = Contract.Documents.From(one.Caption) }),
            SpeechHeard heard => ("speech", change with
            {
                Start = Contract.Documents.Seconds(heard.Speech.Range.Start), End = Contract.Documents.Seconds(heard.Speech.Range.End),
                Text = heard.Speech.HasWords ? heard.Speech.Text : null, Reason = heard.Speech.Problem,
            }),
            RecordingChanged recording => ("recording", change with { Start = Contract.Documents.Seconds(recording.Time), Reason = recording.Reason }),
            VideoFinished end => ("finished", change with { End = Contract.Documents.Seconds(end.End), Reason = end.Message }),
            VideoFailed failed => ("failed", change with { Reason = failed.Reason }),
            _ => ("other", change),
        };
    }

    private static string NameOf(WatchPhase phase) => phase.ToString().ToLowerInvariant();
}
