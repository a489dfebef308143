using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>What one caller may cost a node that serves over HTTP, so that no single one can take it from the others.</summary>
public sealed record HttpOptions
{
    /// <summary>Longest request body. Default 64 KiB: a question or a source is a few hundred bytes.</summary>
    [Range(1_024, 16_777_216)]
    public int MaxBodyBytes { get; init; } = 65_536;

    /// <summary>Connections at once; further ones are closed. Default 512: a few hundred followers and what they ask beside.</summary>
    [Range(1, 65_536)]
    public int MaxConnections { get; init; } = 512;

    /// <summary>How long a caller may take over its headers. Default 10 s: one packet takes milliseconds, and who drips them blocks a connection.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan HeadersLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Slowest body that is waited for, in bytes per second after <see cref="BodyGrace"/>. Default 240, the slowest of links that a person still uses.</summary>
    [Range(1, 1_048_576)]
    public int MinBodyBytesPerSecond { get; init; } = 240;

    /// <summary>How long a body may be slower than that. Default 5 s: a stall of a mobile link.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:05:00")]
    public TimeSpan BodyGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an idle connection stays open. Default 2 min: longer than a page's polling.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Requests per minute and API key, or per address where no keys are used; a sixth of them may come at once. Default 1200: a page with twenty thumbnails a second.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerMinute { get; init; } = 1_200;

    /// <summary>Questions answered at the same time. Default 8: each keeps a core busy for a tenth of a second, and watching comes first.</summary>
    [Range(1, 1_024)]
    public int QuestionsAtOnce { get; init; } = 8;

    /// <summary>Clips cut at the same time. Default 4: each reads and writes its footage once, and the disk is shared with the recorder.</summary>
    [Range(1, 1_024)]
    public int ClipsAtOnce { get; init; } = 4;

    /// <summary>Followers of <c>/v1/events</c> at once. Default 128: each holds a connection for as long as it likes.</summary>
    [Range(1, 65_536)]
    public int EventStreams { get; init; } = 128;

    /// <summary>Evidence that may wait for a slow reader of an answer; what comes beyond is left out of the preview, never out of the answer. Default 256.</summary>
    [Range(1, 65_536)]
    public int WaitingEvidence { get; init; } = 256;

    /// <summary>Longest silence on an event stream. Default 15 s: proxies close what is silent for 30 s to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the response to a request with an Idempotency-Key is kept to be given again. Default 10 min: longer than any client's retries.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RememberRequests { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Such responses kept at most; the oldest goes. Default 256, at <see cref="MaxRememberedBytes"/> each 64 MiB at the very worst.</summary>
    [Range(1, 65_536)]
    public int MaxRemembered { get; init; } = 256;

    /// <summary>Longest response that is kept for its Idempotency-Key; a longer one is made again. Default 256 KiB: an answer with hundreds of citations.</summary>
    [Range(1_024, 16_777_216)]
    public int MaxRememberedBytes { get; init; } = 262_144;

    /// <summary>How long a stopping node says that it is not ready before it stops listening. Default none; a balancer that asks every few seconds needs as long.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan DrainNotice { get; init; } = TimeSpan.Zero;

    /// <summary>How long requests that are being answered may take when the node stops. Default 10 s: an answer takes less than one.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(10);
}
