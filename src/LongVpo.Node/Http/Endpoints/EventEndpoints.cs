using System.Globalization;
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
    private const int PageEntries = 64;
    private const string ResumeHeader = "Last-Event-ID";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/events", (HttpContext context, string? source, CancellationToken cancellationToken) => FollowAsync(context, source, cancellationToken))
            .WithTags("events").WithName("follow").WithSummary("Follow what happens to one source or to all.")
            .WithDescription(
                "Server-sent events: opened, segment, node, gap, clock, finished and failed carry an id and are stored; phase is not. With Last-Event-ID everything after that id comes, "
                + "0 from the beginning; without, only what happens from now on. A last event named end says that the node is ending.")
            .Produces(StatusCodes.Status200OK, contentType: EventStream.ContentType).Refuses(400, 404);

    private async Task FollowAsync(HttpContext context, string? source, CancellationToken cancellationToken)
    {
        var only = source is null ? (VideoId?)null : (await SourceEndpoints.FindAsync(desk, source, cancellationToken)).Video;
        var position = await PositionAsync(context.Request, cancellationToken);
        using var place = desk.Followers.Take();
        var stream = await EventStream.OpenAsync(context, cancellationToken);
        while (true)
        {
            try
            {
                await SendUntilDrainedAsync(stream, position, only, cancellationToken);
                return;
            }
            catch (FollowerLostException)
            {
                // So much happened that the news overran: the store has all of it, and the position says where to go on.
            }
        }
    }

    private async Task SendUntilDrainedAsync(EventStream stream, FeedPosition position, VideoId? only, CancellationToken cancellationToken)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var news = desk.Node.Videos.FollowAsync(only, leave.Token).GetAsyncEnumerator(leave.Token);
        var next = news.MoveNextAsync().AsTask();
        var drained = Task.Delay(Timeout.InfiniteTimeSpan, desk.Time, desk.Draining.Begun);
        try
        {
            while (await IsNewsAsync(stream, position, only, next, drained, cancellationToken))
            {
                if (!next.IsCompleted) continue;
                if (news.Current is { Event: null } phase) await stream.SendAsync("phase", null, HttpDocuments.From(phase), HttpJson.Readable.ChangeDocument, cancellationToken);
                next = news.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator must not be left while it still waits.
            await leave.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await SendStoredAsync(stream, position, only, cancellationToken);
        await stream.SendAsync("end", null, new HealthDocument("ending", "This node is ending: come back with Last-Event-ID, and nothing is missed."), HttpJson.Readable.HealthDocument, cancellationToken);
    }

    /// <summary>Sends what is stored, then waits for news or for the time to show that the line is open.</summary>
    /// <returns>False when there will be no more.</returns>
    private async Task<bool> IsNewsAsync(EventStream stream, FeedPosition position, VideoId? only, Task<bool> next, Task drained, CancellationToken cancellationToken)
    {
        await SendStoredAsync(stream, position, only, cancellationToken);
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beat = Task.Delay(desk.Options.Heartbeat, desk.Time, quiet.Token);
        var first = await Task.WhenAny(next, drained, beat);
        await quiet.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first == beat) await stream.BeatAsync(cancellationToken);
        return first == beat || (first == next && await next);
    }

    private async Task SendStoredAsync(EventStream stream, FeedPosition position, VideoId? only, CancellationToken cancellationToken)
    {
        while (true)
        {
            var entries = await desk.Node.Store.Feed.ReadAsync(position.Last, PageEntries, cancellationToken);
            foreach (var entry in entries)
            {
                if (only is null || only == entry.Video)
                {
                    var (name, document) = HttpDocuments.From(entry);
                    await stream.SendAsync(name, entry.Position.ToString(CultureInfo.InvariantCulture), document, HttpJson.Readable.ChangeDocument, cancellationToken);
                }

                position.Last = entry.Position;
            }

            if (entries.Count < PageEntries) return;
        }
    }

    private async Task<FeedPosition> PositionAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var newest = await desk.Node.Store.Feed.LastAsync(cancellationToken);
        if (!request.Headers.TryGetValue(ResumeHeader, out var text)) return new FeedPosition { Last = newest };
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            throw RequestRefusedException.BadRequest($"{ResumeHeader} is not the id of an event: send the last one that came, or 0 to begin at the beginning.");
        if (last > newest) throw RequestRefusedException.BadRequest($"{ResumeHeader} {last} is later than anything that happened here: the store is another one, so begin at 0.");
        return new FeedPosition { Last = last };
    }

    private sealed class FeedPosition
    {
        public required long Last { get; set; }
    }
}
