using System.Net;
using LongVpo.Node.Http.Security;
using Microsoft.AspNetCore.Http;

namespace LongVpo.Node.Http;

/// <summary>Decides before anything else who may come in: the node must not be ending, the caller known and within its share, and no web page may reach a node that trusts its machine.</summary>
internal sealed class Gate(KeyRing? keys, RateLimits limits, Draining draining)
{
    private const string Bearer = "Bearer ";
    private static readonly object CallerItem = new();

    /// <summary>Whose request it is: the key's name, or the address.</summary>
    public static string CallerOf(HttpContext context) => context.Items.TryGetValue(CallerItem, out var caller) && caller is string name ? name : "nobody";

    /// <summary>Lets the request through or refuses it.</summary>
    /// <exception cref="RequestRefusedException">It may not come in.</exception>
    public Task Pass(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (IsHealth(context.Request)) return next(context);
        var address = RateLimits.Of(context.Connection.RemoteIpAddress);
        var owner = keys is null ? null : Shown(context.Request) is { } shown ? keys.OwnerOf(shown) : null;
        limits.Take(owner is null ? $"address {address}" : $"key {owner}");
        if (keys is not null && owner is null)
            throw new RequestRefusedException(StatusCodes.Status401Unauthorized, "This node wants an API key that it knows: send it as Authorization: Bearer KEY.");
        if (keys is null && !IsThisMachine(context.Request.Host))
            throw new RequestRefusedException(StatusCodes.Status421MisdirectedRequest, "This node has no API keys and answers only to the names of its own machine: call it by localhost or its loopback address.");
        if (draining.Begun.IsCancellationRequested)
            throw new RequestRefusedException(StatusCodes.Status503ServiceUnavailable, "This node is ending: ask another one, or ask again when it is back.") { RetryAfter = TimeSpan.FromSeconds(5) };
        context.Items[CallerItem] = owner ?? address;
        return next(context);
    }

    private static bool IsHealth(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Path.Value is ("/healthz" or "/readyz");

    private static string? Shown(HttpRequest request)
    {
        if (request.Headers.Authorization is [{ } authorization] && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return authorization[Bearer.Length..].Trim();
        return request.Headers["X-Api-Key"] is [{ } key] ? key : null;
    }

    /// <summary>A page can point a name of its own at 127.0.0.1 and then read what the browser fetches; the name in the request gives it away.</summary>
    private static bool IsThisMachine(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
