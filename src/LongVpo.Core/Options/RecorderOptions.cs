using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How live footage is kept so that what is cited can be played: packets as they came, in files that go, oldest first, when they are too old or too many.</summary>
public sealed record RecorderOptions
{
    /// <summary>Whether live sources are recorded. Default true: a citation that nobody can look at is only half of one.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Length of one recorded file; it ends at the first key frame after so long. Default one minute: retention removes whole files, and a day is 1440 of them.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FileLength { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A recorded file is removed so long after its end was live. Default two days: most questions are about today and yesterday.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "36500.00:00:00")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(2);

    /// <summary>Bytes that the recorded files of one video may take before the oldest go. Default 20 GiB: two days at 1 Mbit/s, ten hours at 4.</summary>
    [Range(0L, long.MaxValue)]
    public long MaxBytesPerVideo { get; init; } = 20L << 30;

    /// <summary>Recording rests while the disk has less room than this; watching goes on. Default 1 GiB: the memory itself lives on the same disk, and matters more.</summary>
    [Range(0L, long.MaxValue)]
    public long KeepFreeBytes { get; init; } = 1L << 30;

    /// <summary>How long recording rests before it looks for room again. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0100000", "01:00:00")]
    public TimeSpan RestWhenFull { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest clip that is cut for a request over HTTP. Default ten minutes: each is put together on disk before it is sent.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestClip { get; init; } = TimeSpan.FromMinutes(10);
}
