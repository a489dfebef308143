using LongVpo.Core.Ports;
using LongVpo.Node.Http.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>Tells supervisors and balancers whether the node lives and whether it takes work; open to everyone, and saying nothing else.</summary>
internal sealed class HealthEndpoints(HttpDesk desk)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", (HttpContext context, CancellationToken cancellationToken) => WriteAsync(context, new HealthDocument("ok"), cancellationToken))
            .WithTags("health").WithName("getHealth").WithSummary("Whether the process lives.").Produces<HealthDocument>();
        routes.MapGet("/readyz", (HttpContext context, CancellationToken cancellationToken) => ReadyAsync(context, cancellationToken))
            .WithTags("health").WithName("getReadiness").WithSummary("Whether the node takes work: its memory can be read, and it is not ending.")
            .Produces<HealthDocument>().Produces<HealthDocument>(StatusCodes.Status503ServiceUnavailable);
    }

    private async Task ReadyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (desk.Draining.Begun.IsCancellationRequested)
        {
            await WriteAsync(context, new HealthDocument("ending", "This node is ending."), cancellationToken);
            return;
        }

        try
        {
            await desk.Node.Store.Feed.LastAsync(cancellationToken);
            await WriteAsync(context, new HealthDocument("ok"), cancellationToken);
        }
        catch (StoreException)
        {
            await WriteAsync(context, new HealthDocument("failing", "The memory cannot be read: see the node's log."), cancellationToken);
        }
    }

    private static Task WriteAsync(HttpContext context, HealthDocument health, CancellationToken cancellationToken)
    {
        var status = health.Status == "ok" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store";
        return Replies.JsonAsync(context, status, health, HttpJson.Readable.HealthDocument, cancellationToken);
    }
}
