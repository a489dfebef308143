using LongVpo.Core.Frames;
using LongVpo.Media.Native;

namespace LongVpo.Media.Live;

/// <summary>Opens a live source just far enough to say what it is.</summary>
internal static class LiveProbe
{
    /// <exception cref="AvException">It cannot be opened now, or holds nothing to watch.</exception>
    public static SourceDescription Describe(LiveParts parts, LiveLocation location, CancellationToken cancellationToken)
    {
        var session = LiveConnection.Open(parts, location, place: null, cancellationToken);
        var keep = false;
        try
        {
            var found = Describe(session.Description, location);
            keep = found.IsLive && location.IsUrl && parts.Handover is not null;
            return found;
        }
        finally
        {
            if (keep) parts.Handover!.Offer(location, session);
            else session.Dispose();
        }
    }

    private static SourceDescription Describe(AvDescription about, LiveLocation location)
    {
        if (about is { VideoCodec: null, AudioCodec: null }) throw new AvException(AvErrorCode.NothingInside, about.Container);
        var finite = LiveConnection.IsFinite(location, about);
        var container = finite || location.Kind == LiveKind.Growing;
        return new SourceDescription
        {
            Location = location.Text,
            Container = about.Container,
            DurationSeconds = finite ? about.Duration?.TotalSeconds : null,
            StartSeconds = container ? about.StartUs / 1e6 : 0,
            VideoCodec = about.VideoCodec,
            Width = about.Width,
            Height = about.Height,
            FramesPerSecond = about.FramesPerSecond,
            VideoTimeBase = about.VideoCodec is null ? null : container ? about.VideoTimeBase : LiveTimeline.Ticks,
            AudioCodec = about.AudioCodec,
            TextTracks = [.. about.TextTracks.Select(track => track.Language is null ? track.Codec : $"{track.Codec} ({track.Language})")],
            RecordedAt = about.RecordedAt,
            IsLive = !finite,
        };
    }
}
