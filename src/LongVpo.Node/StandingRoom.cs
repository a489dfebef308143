using LongVpo.Actors.Standing;
using LongVpo.Core.Options;
using LongVpo.Media.Live;
using LongVpo.Node.Webhooks;
using Microsoft.Extensions.Logging;

namespace LongVpo.Node;

/// <summary>Standing questions put together: who watches the feed for them, and who tells their webhooks.</summary>
internal sealed class StandingRoom : IAsyncDisposable
{
    private readonly WebhookCouriers _couriers;

    private StandingRoom(StandingSystem questions, WebhookCouriers couriers, UrlGuard urls) => (Questions, _couriers, Urls) = (questions, couriers, urls);

    public StandingSystem Questions { get; }

    /// <summary>Decides which webhooks may be named.</summary>
    public UrlGuard Urls { get; }

    /// <summary>Takes up what is pinned in the node's store.</summary>
    /// <param name="node">Whose footage and store.</param>
    /// <param name="allowLocal">Whether webhooks may be on this machine.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<StandingRoom> StartAsync(LocalNode node, bool allowLocal, CancellationToken cancellationToken)
    {
        var options = node.Options;
        var urls = options.Urls with { AllowLoopback = options.Urls.AllowLoopback || allowLocal };
        var parts = new StandingParts
        {
            Store = node.Store.Standing,
            Feed = node.Store.Feed,
            Segments = node.Store.Segments,
            Ask = (question, token) => node.Videos.AskAsync(question with { MeasuredOnly = true }, limit: null, token),
            Follow = token => node.Videos.FollowAsync(only: null, token),
            Options = options.Standing,
            Webhooks = options.Webhooks,
            Inbox = options.Inbox,
            Restart = options.Restart,
        };
        var questions = new StandingSystem(parts, node.Time, node.Logs);
        await questions.StartAsync(cancellationToken);
        var sender = new WebhookSender(options.Webhooks, urls, node.Time);
        return new StandingRoom(questions, new WebhookCouriers(node.Store.Deliveries, sender, options.Webhooks, questions.News, node.Time, node.Logs.CreateLogger<WebhookCouriers>()), new UrlGuard(urls));
    }

    /// <summary>Stops in order; everything goes on from the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await Questions.DisposeAsync();
        await _couriers.DisposeAsync();
    }
}
