using System.Net;
using System.Threading.RateLimiting;
using LongVpo.Core.Options;

namespace LongVpo.Node.Http.Security;

/// <summary>Counts requests per caller, so that one that runs wild waits and the others do not notice.</summary>
internal sealed class RateLimits : IDisposable
{
    private const double SecondsPerMinute = 60;

    /// <summary>Share of a minute's requests that may come at once: a page that opens asks for much in its first second.</summary>
    private const int BurstShare = 6;

    private readonly PartitionedRateLimiter<string> _limiter;

    public RateLimits(HttpOptions options)
    {
        var perSecond = options.RequestsPerMinute / SecondsPerMinute;
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(10, options.RequestsPerMinute / BurstShare),
            TokensPerPeriod = Math.Max(1, (int)perSecond),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 1 / perSecond)),
            QueueLimit = 0,
            AutoReplenishment = false,
        };
        _limiter = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => bucket));
    }

    /// <summary>Counts one request.</summary>
    /// <exception cref="RequestRefusedException">The caller has had its share.</exception>
    public void Take(string caller)
    {
        using var lease = _limiter.AttemptAcquire(caller);
        if (lease.IsAcquired) return;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero ? after : TimeSpan.FromSeconds(1);
        throw new RequestRefusedException(429, "Too many requests from this caller: wait as long as Retry-After says, then go on more slowly.") { RetryAfter = wait };
    }

    /// <summary>How an address is counted: an IPv6 user usually has a whole /64 to call from.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.GetAddressBytes() is { Length: 16 } six && !IPAddress.IsLoopback(address) ? Convert.ToHexStringLower(six.AsSpan(0, 8)) : address.ToString();
    }

    public void Dispose() => _limiter.Dispose();
}
