using System.Globalization;
using LongVpo.Node.Http.Documents;
using LongVpo.Node.Http.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>Lets callers follow what pinned questions and alerts tell, always from the store, so that nothing is lost or repeated.</summary>
internal sealed class NoticeEndpoints(HttpDesk desk)
{
    private const int PageNotices = 64;
    private const string ResumeHeader = "Last-Event-ID";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/notices", (HttpContext context, string? standing, CancellationToken cancellationToken) => FollowAsync(context, standing, cancellationToken))
            .WithTags("standing-questions", "alerts").WithName("followNotices").WithSummary("Follow what pinned questions and alerts tell.")
            .WithDescription(
                "Server-sent events answer, began and ended, each with an id. With Last-Event-ID everything after that id comes, 0 from the beginning; without, only what is told from now on. "
                + "A last event named end says that the node is ending.")
            .Produces(StatusCodes.Status200OK, contentType: EventStream.ContentType).Refuses(400, 404);

    private async Task FollowAsync(HttpContext context, string? standing, CancellationToken cancellationToken)
    {
        if (standing is not null && desk.Standing.Questions.Find(standing) is null) throw RequestRefusedException.NotFound("standing is the id of no pinned question and no alert: see /v1/standing-questions and /v1/alerts.");
        var last = await PositionAsync(context.Request, cancellationToken);
        using var place = desk.Followers.Take();
        var stream = await EventStream.OpenAsync(context, cancellationToken);
        var drained = Task.Delay(Timeout.InfiniteTimeSpan, desk.Time, desk.Draining.Begun);
        while (true)
        {
            // Before reading, so that what is stored from here on is heard.
            var news = desk.Standing.Questions.News.Next;
            last = await SendAsync(stream, standing, last, cancellationToken);
            if (drained.IsCompleted) break;
            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var beat = Task.Delay(desk.Options.Heartbeat, desk.Time, quiet.Token);
            var first = await Task.WhenAny(news, drained, beat);
            await quiet.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (first == beat) await stream.BeatAsync(cancellationToken);
        }

        await stream.SendAsync("end", null, new HealthDocument("ending", "This node is ending: come back with Last-Event-ID, and nothing is missed."), HttpJson.Readable.HealthDocument, cancellationToken);
    }

    private async Task<long> SendAsync(EventStream stream, string? standing, long last, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await desk.Node.Store.Standing.ReadNoticesAsync(standing, last, PageNotices, cancellationToken);
            foreach (var one in page)
            {
                var document = StandingDocuments.From(one.Notice);
                await stream.SendAsync(document.Notice, one.Number.ToString(CultureInfo.InvariantCulture), document, HttpJson.Readable.NoticeDocument, cancellationToken);
                last = one.Number;
            }

            if (page.Count < PageNotices) return last;
        }
    }

    private async Task<long> PositionAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var newest = await desk.Node.Store.Standing.LastNoticeAsync(cancellationToken);
        if (!request.Headers.TryGetValue(ResumeHeader, out var text)) return newest;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last <= newest
            ? last
            : throw RequestRefusedException.BadRequest($"{ResumeHeader} is not the id of a notice of this store: send the last one that came, or 0 to begin at the beginning.");
    }
}
