using System.Collections.Concurrent;
using LongVpo.Core.Videos;
using LongVpo.Node.Http.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>Adds, lists, shows and removes sources.</summary>
internal sealed class SourceEndpoints(HttpDesk desk)
{
    /// <summary>Sources that are being added, so that two callers with the same URL get one 201 and one 409.</summary>
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _adding = new(StringComparer.Ordinal);

    private readonly SourceAdmission _admission = new(desk.Node, desk.Settings);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/sources", (HttpContext context, CancellationToken cancellationToken) => AddAsync(context, cancellationToken))
            .WithTags("sources").WithName("addSource").WithSummary("Have a source watched until it is removed.")
            .WithDescription("201 with the source; 409 with its id when it is being watched already. A source that was stopped or given up is taken up again with 200.")
            .Accepts<NewSource>("application/json").Produces<SourceDocument>(StatusCodes.Status201Created).Produces<SourceDocument>().Refuses(400, 403, 409, 413, 415, 422);
        routes.MapGet("/v1/sources", (HttpContext context, CancellationToken cancellationToken) => ListAsync(context, cancellationToken))
            .WithTags("sources").WithName("listSources").WithSummary("Every source and how it is doing.").Produces<SourceListDocument>().Refuses();
        routes.MapGet("/v1/sources/{id}", (HttpContext context, string id, CancellationToken cancellationToken) => ShowAsync(context, id, cancellationToken))
            .WithTags("sources").WithName("getSource").WithSummary("One source and how it is doing.").Produces<SourceDocument>().Refuses(404);
        routes.MapDelete("/v1/sources/{id}", (HttpContext context, string id, string? keep, CancellationToken cancellationToken) => RemoveAsync(context, id, keep, cancellationToken))
            .WithTags("sources").WithName("removeSource").WithSummary("Stop watching a source and forget everything about it.")
            .WithDescription("With keep=true it is only stopped, and what was seen of it can still be asked.").Produces(StatusCodes.Status204NoContent).Refuses(400, 404);
    }

    /// <summary>A source by its id.</summary>
    /// <exception cref="RequestRefusedException">There is none.</exception>
    public static async Task<VideoStatus> FindAsync(HttpDesk desk, string id, CancellationToken cancellationToken)
    {
        var video = QueryText.Id(id);
        return await desk.Node.Videos.StatusAsync(video, cancellationToken) ?? throw RequestRefusedException.NotFound($"There is no source {video} here: see /v1/sources.");
    }

    private async Task AddAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(context.Request, cancellationToken);
        await desk.Requests.OnceAsync(context, body, () => AddAsync(context, body, cancellationToken), cancellationToken);
    }

    private async Task AddAsync(HttpContext context, RequestBody body, CancellationToken cancellationToken)
    {
        var request = await _admission.AdmitAsync(body.Parse(HttpJson.Readable.NewSource), cancellationToken);
        var turn = _adding.GetOrAdd(request.Location, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            await AddInTurnAsync(context, request, cancellationToken);
        }
        finally
        {
            _adding.TryRemove(request.Location, out _);
            turn.Release();
        }
    }

    private async Task AddInTurnAsync(HttpContext context, WatchRequest request, CancellationToken cancellationToken)
    {
        var before = await desk.Node.Videos.StatusAsync(cancellationToken);
        var watched = (await desk.Node.Store.Watches.ListAsync(cancellationToken)).Select(watch => watch.Video).ToHashSet();
        if (before.FirstOrDefault(known => known.Location == request.Location && IsHere(known, watched)) is { } same) throw Conflict(same.Video);
        var video = await desk.Node.Videos.WatchAsync(request, cancellationToken);
        var known = before.FirstOrDefault(status => status.Video == video);
        if (known is not null && IsHere(known, watched)) throw Conflict(video);
        var status = await desk.Node.Videos.StatusAsync(video, cancellationToken) ?? throw RequestRefusedException.NotFound($"The source {video} was removed while it was added: add it again.");
        // It is watched from here on, whether its actor has begun or not.
        if (status.Phase == WatchPhase.Idle) status = status with { Phase = WatchPhase.Opening };
        context.Response.Headers.Location = $"/v1/sources/{video}";
        await Replies.JsonAsync(
            context, known is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, HttpDocuments.From(status), HttpJson.Readable.SourceDocument, cancellationToken);
    }

    private async Task ListAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var all = await desk.Node.Videos.StatusAsync(cancellationToken);
        await Replies.JsonAsync(context, StatusCodes.Status200OK, new SourceListDocument([.. all.Select(HttpDocuments.From)]), HttpJson.Readable.SourceListDocument, cancellationToken);
    }

    private async Task ShowAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var status = await FindAsync(desk, id, cancellationToken);
        await Replies.JsonAsync(context, StatusCodes.Status200OK, HttpDocuments.From(status), HttpJson.Readable.SourceDocument, cancellationToken);
    }

    private async Task RemoveAsync(HttpContext context, string id, string? keep, CancellationToken cancellationToken)
    {
        if (keep is not (null or "true" or "false")) throw RequestRefusedException.BadRequest("keep is neither true nor false: keep=true stops the source and keeps what was seen.");
        var status = await FindAsync(desk, id, cancellationToken);
        // Half a removal would be worse than one that its caller does not wait for.
        if (keep == "true") await desk.Node.Videos.StopAsync(status.Video, CancellationToken.None);
        else await desk.Node.ForgetAsync(status.Video, CancellationToken.None);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Whether there is nothing to take up again: it is being watched, or was to its end. One that was just added is idle for a moment, and on the list.</summary>
    private static bool IsHere(VideoStatus known, HashSet<VideoId> watched) =>
        known.Phase != WatchPhase.Failed && (known.Phase != WatchPhase.Idle || watched.Contains(known.Video));

    private static RequestRefusedException Conflict(VideoId video) =>
        new(StatusCodes.Status409Conflict, $"This source is here already as {video}: use that id, or remove it first.") { SourceId = video.Value };
}
