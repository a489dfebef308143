using System.Collections.Concurrent;
using LongVpo.Actors.Standing;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using Microsoft.Extensions.Logging;

namespace LongVpo.Node.Webhooks;

/// <summary>
/// Tells webhooks what is stored for them: one courier per URL, so that each is told in order and a slow one delays nobody else. A courier keeps nothing in memory; the store says what is next.
/// </summary>
internal sealed partial class WebhookCouriers : IAsyncDisposable
{
    private readonly IDeliveryStore _store;
    private readonly WebhookSender _sender;
    private readonly WebhookOptions _options;
    private readonly Bell _news;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ConcurrentDictionary<string, Task> _couriers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _looking;

    /// <param name="store">What is to be told.</param>
    /// <param name="sender">Makes the attempts; it becomes this object's.</param>
    /// <param name="options">How often and how far apart.</param>
    /// <param name="news">Rung when something may wait.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="log">Where failures are told.</param>
    public WebhookCouriers(IDeliveryStore store, WebhookSender sender, WebhookOptions options, Bell news, TimeProvider time, ILogger log)
    {
        (_store, _sender, _options, _news, _time, _log) = (store, sender, options, news, time, log);
        _looking = Task.Run(() => LookAsync(_closing.Token));
    }

    /// <summary>Stops between attempts, or cuts one short; what was not told waits in the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_couriers.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _sender.Dispose();
        _closing.Dispose();
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var rung = _news.Next;
            try
            {
                foreach (var url in await _store.WaitingUrlsAsync(cancellationToken))
                    _ = _couriers.GetOrAdd(url, one => Task.Run(() => CarryAsync(one, cancellationToken), CancellationToken.None));
            }
            catch (StoreException refused)
            {
                LogStore(_log, refused);
                rung = Task.Delay(_options.FirstPause, _time, cancellationToken);
            }

            await rung.WaitAsync(cancellationToken);
        }
    }

    private async Task CarryAsync(string url, CancellationToken cancellationToken)
    {
        try
        {
            while (await _store.NextAsync(url, cancellationToken) is ({ } delivery, { } webhook))
            {
                if (delivery.NotBefore - _time.GetUtcNow() is var pause && pause > TimeSpan.Zero) await Task.Delay(pause, _time, cancellationToken);
                var problem = await _sender.SendAsync(delivery, webhook, cancellationToken);
                var after = WebhookRules.After(delivery, problem, _options, _time.GetUtcNow(), Random.Shared.NextDouble());
                await _store.RecordAsync(after, cancellationToken);
                if (after.State == Core.Standing.DeliveryState.Dead) LogDead(_log, new Uri(url).Host, delivery.Number, problem);
            }
        }
        catch (StoreException refused)
        {
            LogStore(_log, refused);
            await Task.Delay(_options.FirstPause, _time, cancellationToken);
        }
        finally
        {
            // What came while this one was leaving is found by looking once more.
            _couriers.TryRemove(url, out _);
            _news.Ring();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Delivery {Number} to {Host} is given up and can be replayed: {Problem}")]
    private static partial void LogDead(ILogger logger, string host, long number, string? problem);

    [LoggerMessage(2, LogLevel.Warning, "Webhooks wait because the store refused.")]
    private static partial void LogStore(ILogger logger, Exception failure);
}
