using System.Net.Sockets;
using System.Text.Json;
using LongVpo.Core.Options;
using LongVpo.Node.Clips;
using LongVpo.Node.Http.Documents;
using LongVpo.Node.Http.Endpoints;
using LongVpo.Node.Http.Security;
using LongVpo.Node.Http.Streams;
using LongVpo.Node.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LongVpo.Node.Http;

/// <summary>
/// The node over HTTP: composes Kestrel, the gate and the endpoints, and ends them in order. Read <c>Endpoints/</c> for what can be asked and <see cref="Gate"/> for who may.
/// </summary>
public sealed class HttpService : IAsyncDisposable
{
    private const string DocumentName = "v1";

    private readonly WebApplication _app;
    private readonly HttpDesk _desk;
    private readonly RateLimits _limits;
    private int _stopped;

    private HttpService(WebApplication app, HttpDesk desk, RateLimits limits) => (_app, _desk, _limits) = (app, desk, limits);

    /// <summary>Where it listens, with the ports that were free.</summary>
    public IReadOnlyList<string> Urls => [.. _app.Urls];

    /// <summary>Starts to listen.</summary>
    /// <param name="node">What is served; it stays the caller's.</param>
    /// <param name="settings">Where, and for whom.</param>
    /// <param name="clips">What cuts clips; null refuses them.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="SettingsException">An address cannot be listened on, a key cannot be read, or the node would stand open to a network without keys.</exception>
    public static async Task<HttpService> StartAsync(LocalNode node, HttpSettings settings, IClipMaker? clips, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(settings);
        var addresses = ListenAddress.ParseAll(settings.Urls);
        var keys = settings.ApiKeys is null ? null : new KeyRing(ApiKeyFile.Read(settings.ApiKeys));
        if (keys is null && addresses.FirstOrDefault(address => !address.IsLoopback) is { } open)
            throw new SettingsException($"Listening on {open.Address} would let everyone on the network in: name a file of API keys with --api-keys, or listen on 127.0.0.1.");
        var desk = new HttpDesk(node, settings, await node.StartStandingAsync(settings.AllowLocal || settings.IsOnLoopbackOnly, cancellationToken), clips);
        var limits = new RateLimits(desk.Options);
        var service = new HttpService(Build(desk, limits, keys, addresses), desk, limits);
        try
        {
            await service._app.StartAsync(cancellationToken);
            node.ListensAt(service.Urls[0]);
            return service;
        }
        catch (IOException taken)
        {
            await service.DisposeAsync();
            throw Unusable(settings, taken);
        }
        catch (SocketException refused)
        {
            await service.DisposeAsync();
            throw Unusable(settings, refused);
        }
    }

    /// <summary>
    /// Ends in order: not ready any more, followers told and let go, no new connections, and what is being answered finished within the limit
    /// (<see cref="HttpOptions.DrainLimit"/>). It never throws for what did not finish.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0) return;
        var options = _desk.Options;
        _desk.Draining.Begin();
        if (options.DrainNotice > TimeSpan.Zero) await Task.Delay(options.DrainNotice, _desk.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var limit = new CancellationTokenSource(options.DrainLimit, _desk.Time);
        await using var hurry = _desk.Time.CreateTimer(_ => _desk.Draining.HurryUp(), null, options.DrainLimit * 0.8, Timeout.InfiniteTimeSpan);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await _app.StopAsync(either.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _limits.Dispose();
        _desk.Dispose();
    }

    private static WebApplication Build(HttpDesk desk, RateLimits limits, KeyRing? keys, IReadOnlyList<ListenAddress> addresses)
    {
        // The empty builder, because the others take addresses and settings from the environment and from files beside the program.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "longvpo" });
        builder.Services.AddSingleton(desk.Node.Logs);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.Configure<JsonOptions>(json =>
        {
            // Only the description of the API is made with these; it must show the names that the endpoints write.
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, HttpJson.Default);
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        });
        builder.Services.AddOpenApi(DocumentName, ApiDescription.Complete);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, desk.Options, addresses));
        var app = builder.Build();
        var shield = new Shield(desk.Node.Logs.CreateLogger<HttpService>(), desk.Time);
        var gate = new Gate(keys, limits, desk.Draining);
        app.Use(next => context => RequestSpans.Follow(context, next));
        app.Use(next => context => shield.Guard(context, next));
        app.Use(next => context => gate.Pass(context, next));
        app.UseRouting();
        new SourceEndpoints(desk).Map(app);
        new FootageEndpoints(desk).Map(app);
        new ClipEndpoints(desk).Map(app);
        new QuestionEndpoints(desk).Map(app);
        new AnswerEndpoints(desk).Map(app);
        new EventEndpoints(desk).Map(app);
        new StandingEndpoints(desk, alerts: false).Map(app);
        new StandingEndpoints(desk, alerts: true).Map(app);
        new NoticeEndpoints(desk).Map(app);
        new ModelEndpoints(desk).Map(app);
        new StatusEndpoints(desk).Map(app);
        new HealthEndpoints(desk).Map(app);
        app.MapOpenApi("/openapi.json");
        return app;
    }

    private static void Limit(KestrelServerOptions kestrel, HttpOptions options, IReadOnlyList<ListenAddress> addresses)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = options.MaxBodyBytes;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.RequestHeadersTimeout = options.HeadersLimit;
        limits.KeepAliveTimeout = options.KeepAlive;
        limits.MinRequestBodyDataRate = new MinDataRate(options.MinBodyBytesPerSecond, options.BodyGrace);
        limits.MinResponseDataRate = new MinDataRate(options.MinBodyBytesPerSecond, options.BodyGrace);
        foreach (var address in addresses)
        {
            kestrel.Listen(address.Address, address.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(SpokenRefusals.Use);
            });
        }
    }

    private static SettingsException Unusable(HttpSettings settings, Exception failure) =>
        new($"{settings.Urls} cannot be listened on ({failure.Message.TrimEnd('.')}): choose another address or port with --urls.", failure);
}
