using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How live sources are watched: how long one may be silent, how it is opened again, and how much may wait when nobody takes what it delivers.</summary>
public sealed record LiveOptions
{
    /// <summary>Longest time to open a source and find its streams. Default 15 s: a camera that wakes up takes ten.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "00:10:00")]
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A source that delivers nothing for so long is opened again. Default 10 s: longer than the segments of most HLS streams, which arrive all at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "00:10:00")]
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A source whose connection stands but which delivers nothing for so long counts as lost, and what is still held back is told. Default 3 s: longer than networks and
    /// pictures that are far apart are silent; sources that are regularly silent for longer are given as much more as they need. A playlist has only the time-out; its server, when it cannot be reached, has this time to come back.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "00:10:00")]
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How far back a playlist is read again after a loss, to fill in what was missed. Default a minute: that is fetched and decoded in seconds, and most live playlists hold less.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan CatchUpMost { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether sources over HTTPS and RTMPS must show a certificate that is trusted and names their host. Default yes: otherwise whoever stands between may show other footage.
    /// Of RTSPS FFmpeg cannot check any, so it is watched only where this is off.
    /// </summary>
    public bool CheckCertificates { get; init; } = true;

    /// <summary>File of the authorities (PEM) that sign the certificates of sources, instead of those that the system trusts. Default none: cameras with certificates of their own need it.</summary>
    public string? Certificates { get; init; }

    /// <summary>How much of a stream is looked at to find its tracks. Default 2 s: most streams show all their tracks within one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:01:00")]
    public TimeSpan ProbeFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Pause before a lost source is opened again, doubled with every failure in a row. Default half a second: most losses are short.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0100000", "00:10:00")]
    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Longest such pause. Default 30 s: a source that comes back after hours is seen again within half a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0100000", "1.00:00:00")]
    public TimeSpan RetryMost { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Share of a pause that is left to chance, so that many sources of one server do not come back at the same instant. Default 0.3.</summary>
    [Range(0.0, 1.0)]
    public double RetryJitter { get; init; } = 0.3;

    /// <summary>Frames that may wait for the reader; when there are more the oldest is dropped and counted. Default 300: ten seconds at 30 frames per second.</summary>
    [Range(2, 100_000)]
    public int QueueFrames { get; init; } = 300;

    /// <summary>Sound that may wait for the reader; when there is more the oldest block is let go. Default 60 s: two megabytes, and sound is worth more than its memory.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan QueueSound { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Memory for sampled pictures of one live source that are not yet given back. Default 64 MiB: 24 pictures of 1280 x 720, twelve seconds at two a second.</summary>
    [Range(8, 4096)]
    public int PictureMemoryMiB { get; init; } = 64;

    /// <summary>Threads of one picture decoder. Default 1: each more adds a frame of delay, and a node watches many sources at once.</summary>
    [Range(1, 16)]
    public int DecoderThreads { get; init; } = 1;

    /// <summary>How long a picture waits for the sound that belongs to it. Default 0.7 s: as far as transport streams usually store the two apart.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan InterleaveWait { get; init; } = TimeSpan.FromSeconds(0.7);

    /// <summary>A hole in picture and sound at least this long is a gap on the timeline. Default 0.5 s, as near as gaps are told; of footage with fewer pictures, four of their steps.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2000000", "00:01:00")]
    public TimeSpan GapAfter { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// How long what comes after a loss or a jump is looked at before it is placed on the timeline. Default 1 s: what servers and decoders held back arrives at once, and only
    /// behind it does the arrival of a picture say when it was live.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan SettleFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How far the timeline and the clock on the wall may drift apart before their relation is told again. Default 0.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0500000", "01:00:00")]
    public TimeSpan DriftLimit { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>A file that is followed while it is written has ended when it has not grown for so long. Default 30 s: recorders flush every few seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "1.00:00:00")]
    public TimeSpan GrowingIdle { get; init; } = TimeSpan.FromSeconds(30);
}
