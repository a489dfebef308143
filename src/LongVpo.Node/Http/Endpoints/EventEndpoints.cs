using LongVpo.Actors.Video;
using LongVpo.Core.Videos;
using LongVpo.Node.Http.Documents;
using LongVpo.Node.Http.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>
/// Lets callers follow everything that happens. What is stored is always sent from the store, in its one order, and the actors' news only wake the reader:
/// so nothing is lost or repeated, whoever is slow and whatever is restarted in between.
/// </summary>
internal sealed class EventEndpoints(HttpDesk desk)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/events", (HttpContext context, string? source, CancellationToken cancellationToken) => FollowAsync(context, source, cancellationToken))
            .WithTags("events").WithName("follow").WithSummary("Follow what happens to one source or to all.")
            .WithDescription(
                "Server-sent events: opened, segment, node, gap, clock, recording (with a reason: footage is not kept from here on; without: it is again), finished and failed carry an id and are stored; phase is not. With Last-Event-ID everything after that id comes, "
                + "0 from the beginning; without, only what happens from now on. A last event named end says that the node is ending.")
            .Produces(StatusCodes.Status200OK, contentType: EventStream.ContentType).Refuses(400, 404);

    private async Task FollowAsync(HttpContext context, string? source, CancellationToken cancellationToken)
    {
        var only = source is null ? (VideoId?)null : (await SourceEndpoints.FindAsync(desk, source, cancellationToken)).Video;
        using var stream = await FollowedStream.OpenAsync(desk, context, await desk.Node.Store.Feed.LastAsync(cancellationToken), cancellationToken);
        while (true)
        {
            try
            {
                await SendUntilDrainedAsync(stream, only, cancellationToken);
                return;
            }
            catch (FollowerLostException)
            {
                // So much happened that the news overran: the store has all of it, and the stream knows where to go on.
            }
        }
    }

    private async Task SendUntilDrainedAsync(FollowedStream stream, VideoId? only, CancellationToken cancellationToken)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var news = desk.Node.Videos.FollowAsync(only, leave.Token).GetAsyncEnumerator(leave.Token);
        var next = news.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                await SendStoredAsync(stream, only, cancellationToken);
                if (!await stream.WaitAsync(next, cancellationToken)) break;
                if (!next.IsCompleted) continue;
                if (!await next) break;
                if (news.Current is { Event: null } phase) await stream.Events.SendAsync("phase", null, HttpDocuments.From(phase), HttpJson.Readable.ChangeDocument, cancellationToken);
                next = news.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator must not be left while it still waits.
            await leave.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await SendStoredAsync(stream, only, cancellationToken);
        await stream.EndAsync(cancellationToken);
    }

    private Task SendStoredAsync(FollowedStream stream, VideoId? only, CancellationToken cancellationToken) => stream.SendStoredAsync(
        desk.Node.Store.Feed.ReadAsync,
        entry => entry.Position,
        async (entry, id, token) =>
        {
            if (only is not null && only != entry.Video) return;
            var (name, document) = HttpDocuments.From(entry);
            await stream.Events.SendAsync(name, id, document, HttpJson.Readable.ChangeDocument, token);
        },
        cancellationToken);
}
