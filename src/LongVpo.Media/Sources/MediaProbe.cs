using System.Globalization;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;
using LongVpo.Media.Live;
using LongVpo.Media.Native;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Media.Sources;

/// <summary>Says what a source is before it is watched, and names it: a file by its content, a stream by its URL without user, password and tokens.</summary>
public sealed class MediaProbe : IMediaProbe
{
    private readonly SourceOptions _options;
    private readonly LiveParts _live;

    public MediaProbe(LongVpoOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options.Source;
        _live = new LiveParts(options.Live, options.Source, options.Sampling, new UrlGuard(options.Urls), time, NullLogger.Instance);
    }

    /// <summary>With the default of every option that is not of the reading of files.</summary>
    public MediaProbe(SourceOptions options)
        : this(new LongVpoOptions { Source = options }, TimeProvider.System)
    {
    }

    /// <summary>Which FFmpeg runs, for a check of the installation.</summary>
    /// <exception cref="TypeInitializationException">The native library is missing or does not fit.</exception>
    public static string LibraryVersion
    {
        get
        {
            var version = AvNative.lv_ffmpeg_version();
            return string.Create(CultureInfo.InvariantCulture, $"libavformat {version >> 16}.{(version >> 8) & 0xff}.{version & 0xff}");
        }
    }

    public async Task<SourceDescription> DescribeAsync(string location, CancellationToken cancellationToken)
    {
        var place = LiveLocation.Parse(location);
        if (place.Kind != LiveKind.File) return await DescribeLiveAsync(place, cancellationToken);
        var path = place.Place;
        try
        {
            return await Task.Run(() => Describe(path, cancellationToken), cancellationToken);
        }
        catch (AvException e)
        {
            throw SourceSentences.For(path, e);
        }
    }

    public async Task<VideoId> IdentifyAsync(string location, CancellationToken cancellationToken)
    {
        var place = LiveLocation.Parse(location);
        if (place.Kind != LiveKind.File) return FileIdentity.OfText(place.Identity());
        var path = place.Place;
        try
        {
            return await FileIdentity.OfAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SourceSentences.For(path, new AvException(CodeOf(path, e), e.Message));
        }
    }

    private async Task<SourceDescription> DescribeLiveAsync(LiveLocation place, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => LiveProbe.Describe(_live, place, cancellationToken), cancellationToken);
        }
        catch (AvException e)
        {
            throw LiveSentences.For(place, e);
        }
    }

    private SourceDescription Describe(string path, CancellationToken cancellationToken)
    {
        using var session = AvSession.Open(path, new AvSettings { Wants = AvWants.Video | AvWants.Audio | AvWants.Text, Timeout = _options.ReadTimeout }, cancellationToken);
        var about = session.Description;
        if (about is { VideoCodec: null, AudioCodec: null }) throw new AvException(AvErrorCode.NothingInside, about.Container);
        return new SourceDescription
        {
            Location = path,
            Container = about.Container,
            DurationSeconds = about.Duration?.TotalSeconds,
            StartSeconds = about.StartUs / 1e6,
            VideoCodec = about.VideoCodec,
            Width = about.Width,
            Height = about.Height,
            FramesPerSecond = about.FramesPerSecond,
            VideoTimeBase = about.VideoCodec is null ? null : about.VideoTimeBase,
            AudioCodec = about.AudioCodec,
            TextTracks = [.. about.TextTracks.Select(track => Named(track.Codec, track.Language)), .. Sidecars(path)],
            RecordedAt = about.RecordedAt,
        };
    }

    private static IEnumerable<string> Sidecars(string path) =>
        SidecarFiles.Beside(path).Select(sidecar => Named(Path.GetFileName(sidecar.Path), sidecar.Language));

    private static string Named(string what, string? language) => language is null ? what : $"{what} ({language})";

    private static AvErrorCode CodeOf(string path, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => AvErrorCode.Missing,
        UnauthorizedAccessException when Directory.Exists(path) => AvErrorCode.NotAFile,
        UnauthorizedAccessException => AvErrorCode.Denied,
        _ => AvErrorCode.ReadFailed,
    };
}
