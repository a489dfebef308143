using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LongVpo.Models.Tests.Endpoints;

/// <summary>A service on loopback that speaks the OpenAI protocol the way a test tells it to, and remembers what it was asked.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _open;
    private int _mostOpen;

    private FakeService(Func<HttpContext, FakeService, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            Requests.Enqueue((context.Request.Path, body, context.Request.Headers.Authorization.ToString()));
            var open = Interlocked.Increment(ref _open);
            lock (Requests) _mostOpen = Math.Max(_mostOpen, open);
            try
            {
                await answer(context, this);
            }
            finally
            {
                Interlocked.Decrement(ref _open);
            }
        });
    }

    public ConcurrentQueue<(string Path, string Body, string Authorization)> Requests { get; } = new();

    public string Url => $"{_app.Urls.First()}/v1";

    public int Open => Volatile.Read(ref _open);

    public int MostOpen => _mostOpen;

    public int Chats => Requests.Count(r => r.Path == "/v1/chat/completions");

    public JsonElement LastChat => JsonDocument.Parse(Requests.Last(r => r.Path == "/v1/chat/completions").Body).RootElement;

    /// <summary>Lists one model called <c>m</c> and answers everything else as told.</summary>
    public static async Task<FakeService> StartAsync(Func<HttpContext, FakeService, Task> answer, string models = """{"object":"list","data":[{"id":"m","object":"model","owned_by":"vllm","root":"org/m"}]}""")
    {
        var service = new FakeService((context, self) => context.Request.Path == "/v1/models" ? JsonAsync(context, 200, models) : answer(context, self));
        await service._app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public static Task JsonAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Sends text as an event stream, as it is.</summary>
    public static Task StreamAsync(HttpContext context, string events)
    {
        context.Response.ContentType = "text/event-stream";
        return context.Response.WriteAsync(events, context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
