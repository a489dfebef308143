using LongVpo.Core.Models;
using LongVpo.Node.Contract;
using LongVpo.Node.Http.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>Has a running node take up what was promoted. A request names no weights: they stand in the registry of the node's own store, where only who may write the store can put them.</summary>
internal sealed class ModelEndpoints(HttpDesk desk)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/models/adopt", (HttpContext context, CancellationToken cancellationToken) => AdoptAsync(context, cancellationToken))
            .WithTags("models").WithName("adoptModels").WithSummary("Give every open model the weights that the store's registry says stand for it.")
            .Produces<StandingModelsDocument>().Refuses(409);

    private async Task AdoptAsync(HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            var models = await desk.Node.Models.AdoptAsync(cancellationToken);
            await Replies.JsonAsync(context, StatusCodes.Status200OK, new StandingModelsDocument(models), HttpJson.Readable.StandingModelsDocument, cancellationToken);
        }
        catch (Exception wrong) when (wrong is ModelException or SettingsException)
        {
            throw new RequestRefusedException(StatusCodes.Status409Conflict, wrong.Message);
        }
    }
}
