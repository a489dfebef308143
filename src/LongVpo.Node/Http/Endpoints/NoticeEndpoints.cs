using LongVpo.Node.Http.Documents;
using LongVpo.Node.Http.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>Lets callers follow what pinned questions and alerts tell, always from the store, so that nothing is lost or repeated.</summary>
internal sealed class NoticeEndpoints(HttpDesk desk)
{
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
        using var stream = await FollowedStream.OpenAsync(desk, context, await desk.Node.Store.Standing.LastNoticeAsync(cancellationToken), cancellationToken);
        while (true)
        {
            // Before reading, so that what is stored from here on is heard.
            var news = desk.Standing.Questions.News.Next;
            await SendStoredAsync(stream, standing, cancellationToken);
            if (!await stream.WaitAsync(news, cancellationToken)) break;
        }

        await SendStoredAsync(stream, standing, cancellationToken);
        await stream.EndAsync(cancellationToken);
    }

    private Task SendStoredAsync(FollowedStream stream, string? standing, CancellationToken cancellationToken) => stream.SendStoredAsync(
        (after, most, token) => desk.Node.Store.Standing.ReadNoticesAsync(standing, after, most, token),
        notice => notice.Number,
        (notice, id, token) =>
        {
            var document = StandingDocuments.From(notice.Notice);
            return stream.Events.SendAsync(document.Notice, id, document, HttpJson.Readable.NoticeDocument, token);
        },
        cancellationToken);
}
