using LongVpo.Node.Contract;
using LongVpo.Node.Http.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>Tells whoever runs a node how it is doing as a whole: what its sources are at, and how long its models' queues are.</summary>
internal sealed class StatusEndpoints(HttpDesk desk)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/status", (HttpContext context, CancellationToken cancellationToken) => ReadAsync(context, cancellationToken))
            .WithTags("health").WithName("getStatus").WithSummary("How many sources are in which phase, and how each model is doing: queues by lane, slots, tokens per second, version, last fault.")
            .Produces<NodeStatusDocument>();

    private async Task ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var videos = await desk.Node.Videos.StatusAsync(cancellationToken);
        var phases = videos.GroupBy(v => v.Phase).OrderBy(g => g.Key).ToDictionary(g => WatchDocuments.NameOf(g.Key), g => g.Count());
        var models = await desk.Node.Models.StatusAsync(cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        await Replies.JsonAsync(
            context, StatusCodes.Status200OK, new NodeStatusDocument(desk.Time.GetUtcNow(), phases, [.. models.Select(WatchDocuments.From)]), HttpJson.Readable.NodeStatusDocument, cancellationToken);
    }
}
