using LongVpo.Core.Options;
using LongVpo.Core.Standing;

namespace LongVpo.Node.Webhooks;

/// <summary>Decides what a failed attempt means: another one later, or the end. Without a clock of its own.</summary>
public static class WebhookRules
{
    /// <param name="delivery">What was tried.</param>
    /// <param name="problem">Why it failed; null when the receiver took it.</param>
    /// <param name="options">How often and how far apart.</param>
    /// <param name="now">When the attempt ended.</param>
    /// <param name="jitter">From 0 up to 1: so that many webhooks of a receiver that was away do not come back at once.</param>
    public static Delivery After(Delivery delivery, string? problem, WebhookOptions options, DateTimeOffset now, double jitter)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(options);
        var tried = delivery with { Attempts = delivery.Attempts + 1, Problem = problem };
        if (problem is null) return tried with { State = DeliveryState.Delivered };
        if (tried.Attempts >= options.AttemptsMost) return tried with { State = DeliveryState.Dead };
        var pause = Math.Min(options.LongestPause.TotalSeconds, options.FirstPause.TotalSeconds * Math.Pow(2, Math.Min(tried.Attempts - 1, 40)));
        return tried with { NotBefore = now + TimeSpan.FromSeconds(pause * (0.5 + (jitter / 2))) };
    }
}
