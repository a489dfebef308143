using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LongVpo.Node.Http;

/// <summary>Adds to the OpenAPI document what the endpoints cannot say themselves: what this is, and how a caller shows its key.</summary>
internal static class ApiDescription
{
    private const string Scheme = "apiKey";

    public static void Complete(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "LongVpo", Version = "v1", Description = "Watches video as it runs and answers questions about it. Times are container timestamps in seconds.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Wanted by nodes that were started with --api-keys; everywhere but at /healthz and /readyz.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    });
}
