using LongVpo.Core.Frames;
using LongVpo.Media.Native;

namespace LongVpo.Media.Live;

/// <summary>Opens a live source just far enough to say what it is.</summary>
internal static class LiveProbe
{
    /// <exception cref="AvException">It cannot be opened now.</exception>
    public static AvDescription Open(LiveParts parts, LiveLocation location, CancellationToken cancellationToken)
    {
        using var session = AvSession.OpenLive(location.ToPlace(parts.Live), LiveConnection.Settings(parts), LiveConnection.Allows(parts, location), cancellationToken);
        return session.Description;
    }

    public static SourceDescription Describe(LiveParts parts, LiveLocation location, CancellationToken cancellationToken)
    {
        var about = Open(parts, location, cancellationToken);
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
