using System.Globalization;
using System.Runtime.InteropServices;
using LongVpo.Core.Time;

namespace LongVpo.Media.Native;

/// <summary>What an opened file holds, out of the native struct and into managed words.</summary>
internal sealed record AvDescription
{
    public static readonly AvDescription None = new() { Container = "" };

    public required string Container { get; init; }

    public string? VideoCodec { get; init; }

    public string? AudioCodec { get; init; }

    public IReadOnlyList<AvTextTrack> TextTracks { get; init; } = [];

    public TimeSpan? Duration { get; init; }

    /// <summary>The duration was computed from sizes or timestamps and not written by whoever made the file.</summary>
    public bool DurationGuessed { get; init; }

    public long StartUs { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public TimeBase VideoTimeBase { get; init; } = TimeBase.Microseconds;

    public double? FramesPerSecond { get; init; }

    public DateTimeOffset? RecordedAt { get; init; }

    /// <summary>Parts of the video can be decoded on their own.</summary>
    public bool Seekable { get; init; }

    /// <summary>The index names bytes behind the end of the file.</summary>
    public bool CutShort { get; init; }

    public static unsafe AvDescription From(in AvInfo info, IReadOnlyList<AvTextTrack> tracks)
    {
        fixed (AvInfo* at = &info)
        {
            return new AvDescription
            {
                Container = TextOf(at->Container) ?? "",
                VideoCodec = TextOf(at->VideoCodec),
                AudioCodec = TextOf(at->AudioCodec),
                TextTracks = tracks,
                Duration = info.DurationUs == long.MinValue ? null : TimeSpan.FromMicroseconds(info.DurationUs),
                DurationGuessed = info.DurationGuessed != 0,
                StartUs = info.StartUs,
                Width = info.Width,
                Height = info.Height,
                VideoTimeBase = info.TimeBaseDenominator > 0 && info.TimeBaseNumerator > 0 ? new TimeBase(info.TimeBaseNumerator, info.TimeBaseDenominator) : TimeBase.Microseconds,
                FramesPerSecond = info.RateNumerator > 0 && info.RateDenominator > 0 ? (double)info.RateNumerator / info.RateDenominator : null,
                RecordedAt = DateTimeOffset.TryParse(TextOf(at->Created), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created) ? created : null,
                Seekable = info.Seekable != 0,
                CutShort = info.CutShort != 0,
            };
        }
    }

    public static unsafe string? TextOf(byte* text) => *text == 0 ? null : Marshal.PtrToStringUTF8((nint)text);
}
