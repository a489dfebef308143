using LongVpo.Node.Http.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>Describes to OpenAPI how an endpoint refuses, besides the ways that all share.</summary>
internal static class Refusals
{
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in (int[])[.. statuses, StatusCodes.Status401Unauthorized, StatusCodes.Status429TooManyRequests])
            endpoint.Produces<ProblemDocument>(status, Problems.ContentType);
        return endpoint;
    }
}
