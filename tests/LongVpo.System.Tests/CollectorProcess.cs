using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using LongVpo.Collector;

namespace LongVpo.System.Tests;

/// <summary>A collector in a process of its own (tests/LongVpo.Collector), and what arrived there.</summary>
internal sealed class CollectorProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<JsonElement> _arrived = new();
    private readonly Task _reading;

    private CollectorProcess(Process process, JsonElement addresses)
    {
        (_process, Http, Grpc) = (process, addresses.GetProperty("http").GetString()!, addresses.GetProperty("grpc").GetString()!);
        _reading = ReadAsync();
    }

    public string Http { get; }

    public string Grpc { get; }

    /// <summary>Exports of a kind of signal so far, in the order in which they came.</summary>
    public IEnumerable<JsonElement> Exports(string signal) => _arrived.Where(e => e.GetProperty("signal").GetString() == signal);

    /// <summary>Spans, metrics or records of every export so far, each with its scope's name.</summary>
    public IReadOnlyList<(string Scope, JsonElement Item)> Items(string signal, string items) =>
    [
        .. from export in Exports(signal)
           from resource in export.GetProperty("export").GetProperty("resources").EnumerateArray()
           from scope in resource.GetProperty("scopes").EnumerateArray()
           where scope.TryGetProperty(items, out _)
           from item in scope.GetProperty(items).EnumerateArray()
           select (scope.GetProperty("scope").GetProperty("name").GetString()!, item),
    ];

    /// <summary>Attributes of a span, a point, a record or a resource.</summary>
    public static Dictionary<string, string> Attributes(JsonElement of) => !of.TryGetProperty("attributes", out var attributes) ? [] : attributes.EnumerateArray()
        .ToDictionary(a => a.GetProperty("key").GetString()!, a => a.GetProperty("value").EnumerateObject().Select(v => v.Value.ToString()).FirstOrDefault(string.Empty));

    public static async Task<CollectorProcess> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Field).Assembly.Location]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new CollectorProcess(process, Product.LastLine(line!));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _reading;
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) _arrived.Enqueue(Product.LastLine(line));
    }
}
