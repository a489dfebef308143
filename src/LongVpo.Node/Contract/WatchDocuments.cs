using System.Text.Json;
using LongVpo.Core.Models;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;

namespace LongVpo.Node.Contract;

/// <summary>Turns what is known of running videos into the contract's documents.</summary>
public static class WatchDocuments
{
    public static string NameOf(WatchPhase phase) => phase.ToString().ToLowerInvariant();

    public static VideoStatusDocument From(VideoStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new VideoStatusDocument(
            status.Video.Value, status.Location, status.Name, NameOf(status.Phase), status.Reason, status.IsLive, status.Segments, status.Gaps,
            Math.Round(status.GapTime.TotalSeconds, 3), status.Reconnects, status.Restarts,
            new FramesDocument(status.FramesReceived, status.FramesProcessed, status.FramesDropped, status.FramesPending, status.FramesCorrupt))
        {
            Watermark = status.Watermark is { } seen ? Documents.Seconds(seen) : null,
            WatermarkUtc = status.WatermarkUtc,
            Received = status.Received is { } received ? Documents.Seconds(received) : null,
            Lag = status.Lag is { } lag ? Math.Round(lag.TotalSeconds, 3) : null,
            Rate = status.Rate,
            NotRecorded = status.NotRecorded,
            Unheard = status.Unheard,
        };
    }

    public static ModelStatusDocument From(WorkerStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new ModelStatusDocument(
            status.Name, status.Phase.ToString().ToLowerInvariant(), status.Slots, status.SlotsUsed, Math.Round(status.TokensPerSecond, 2), Math.Round(status.StepTime.TotalSeconds, 4),
            status.Steps, status.Completed, status.Refused, status.Crashes, status.OutOfMemory,
            [.. status.Lanes.Where(l => l.Waiting > 0 || l.UnderWay > 0).Select(l => new LaneStatusDocument(JsonNamingPolicy.SnakeCaseLower.ConvertName(l.Lane.ToString()), l.Waiting, l.UnderWay, Math.Round(l.OldestWait.TotalSeconds, 3)))])
        {
            Version = status.Version?.Digest, Reason = status.Reason, Fullness = status.FullnessUnderLoad is { } full ? Math.Round(full, 3) : null,
            LastFault = status.LastFault, LastFaultAt = status.LastFaultAt,
        };
    }

    /// <summary>What a follower of one video prints for a change; null for what nobody needs to see.</summary>
    /// <param name="change">What happened.</param>
    /// <param name="clock">When footage was live, as far as it is known.</param>
    public static WatchDocument? From(VideoChange change, UtcMap clock)
    {
        ArgumentNullException.ThrowIfNull(change);
        var video = change.Video.Value;
        return change.Event switch
        {
            null => new WatchDocument("phase", video) { Phase = NameOf(change.Phase), Reason = change.Reason },
            SegmentSealed sealing => new WatchDocument("segment", video) { Segment = Documents.From(sealing.Segment, clock) },
            NodeClosed closing => new WatchDocument(NameOf(closing.Node.Level), video) { Node = Documents.From(closing.Node) },
            CaptionWritten written => new WatchDocument("caption", video) { Caption = Documents.From(written.Caption) },
            SpeechHeard { Speech: { HasWords: true } or { Problem: not null } } heard => new WatchDocument("speech", video) { Speech = Documents.Of(heard.Speech) },
            RecordingChanged recording => new WatchDocument("recording", video) { Time = Documents.Seconds(recording.Time), Reason = recording.Reason },
            GapRecorded gap => new WatchDocument("gap", video) { Gap = Documents.From(gap) },
            _ => null,
        };
    }

    private static string NameOf(TreeLevel level) => level.ToString().ToLowerInvariant();
}
