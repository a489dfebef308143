using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How services that speak the OpenAI protocol are asked: how much at once, how long is waited, what is tried again.</summary>
public sealed record EndpointOptions
{
    /// <summary>Environment variable with the API key; services that want none get a made-up one. Default LONGVPO_API_KEY, not OpenAI's own, so that no key goes to a service it was not meant for.</summary>
    [Required]
    public string ApiKeyVariable { get; init; } = "LONGVPO_API_KEY";

    /// <summary>Requests under way at once. Default 8: what one card of a self-hosted service batches well; a cloud service takes more.</summary>
    [Range(1, 1_024)]
    public int Concurrency { get; init; } = 8;

    /// <summary>Longest wait for the first words. Default 2 min: a long prompt on a loaded service.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "01:00:00")]
    public TimeSpan FirstWords { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest silence between words. Default 30 s: a service that swaps models is silent for some.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "01:00:00")]
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request that failed for a passing reason is sent again. Default 4, which with the pauses is half a minute.</summary>
    [Range(0, 100)]
    public int Retries { get; init; } = 4;

    /// <summary>Pause before the first of them, doubled each time and made uneven by chance. Default half a second. A service that says how long to wait is obeyed up to <see cref="LongestPause"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "00:10:00")]
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Longest such pause. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "01:00:00")]
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Tries within a minute, half of which or more failed, after which nothing is sent for a while. Default 8: as many as are under way at once.</summary>
    [Range(2, 10_000)]
    public int BreakAfter { get; init; } = 8;

    /// <summary>How long nothing is sent then. Default 10 s: shorter than a service needs to start, long enough not to keep it from starting.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "01:00:00")]
    public TimeSpan BreakFor { get; init; } = TimeSpan.FromSeconds(10);
}
