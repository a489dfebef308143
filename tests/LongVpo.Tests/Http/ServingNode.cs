using System.Net.Http.Json;
using System.Text.Json;
using LongVpo.Node;
using LongVpo.Node.Http;

namespace LongVpo.Tests.Http;

/// <summary>A real node with a store of its own behind real Kestrel on a free loopback port, and a client for it.</summary>
public sealed class ServingNode : IAsyncDisposable
{
    private ServingNode()
    {
    }

    /// <summary>The node's own folder, gone with it.</summary>
    public required TempFolder Folder { get; init; }

    public required LocalNode Node { get; init; }

    public required HttpService Service { get; init; }

    public required HttpClient Client { get; init; }

    public Uri Address => Client.BaseAddress!;

    /// <param name="options">Options to change, as the file would say it; null keeps the defaults.</param>
    /// <param name="change">Changes the settings; local files are allowed without it.</param>
    public static async Task<ServingNode> StartAsync(string? options = null, Func<HttpSettings, HttpSettings>? change = null)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = new TempFolder();
        LocalNode? node = null;
        try
        {
            if (options is not null) await File.WriteAllTextAsync(folder.File("options.json"), options, cancellationToken);
            var settings = new NodeSettings { Store = folder.File("store"), ConfigFile = options is null ? null : folder.File("options.json") };
            node = await LocalNode.OpenWriterAsync(settings, cancellationToken);
            var http = new HttpSettings { Urls = "http://127.0.0.1:0", AllowLocal = true };
            var service = await HttpService.StartAsync(node, change?.Invoke(http) ?? http, node.Clips, cancellationToken);
            return new ServingNode { Node = node, Service = service, Client = new HttpClient { BaseAddress = new Uri(service.Urls[0]) }, Folder = folder };
        }
        catch
        {
            // Many tests start one that must refuse to listen.
            if (node is not null) await node.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Four seconds with a title and one hard cut.</summary>
    public async Task<string> ClipAsync(string name = "clip.mp4")
    {
        var path = Folder.File(name);
        await TestClips.MakeAsync(path, "-f", "lavfi", "-i", "color=c=navy:s=320x180:r=25:d=2", "-f", "lavfi", "-i", "color=c=gold:s=320x180:r=25:d=2",
            "-filter_complex", "[0:v]drawtext=text='GRAND HOTEL':fontsize=36:x=40:y=70:fontcolor=white[a];[a][1:v]concat=n=2[v]", "-map", "[v]",
            "-c:v", "libx264", "-preset", "ultrafast", "-g", "12", "-t", "4", "-metadata", $"comment={name}");
        return path;
    }

    /// <summary>Adds a clip and waits until it was watched to its end.</summary>
    /// <returns>The source's id.</returns>
    public async Task<string> WatchedAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var added = await PostAsync("/v1/sources", new { url = await ClipAsync(), name = "A clip" });
        var id = (await JsonAsync(added)).GetProperty("id").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/events?source={id}") { Headers = { { "Last-Event-ID", "0" } } };
        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await foreach (var happened in TestKit.Http.ServedEvent.ReadAsync(response, cancellationToken))
        {
            if (happened.Name == "finished") return id;
            Assert.NotEqual("failed", happened.Name);
        }

        throw new InvalidOperationException("The stream ended before the clip.");
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body) => Client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    /// <summary>Asserts that the request was refused with the status and one sentence as a problem document, and gives the document.</summary>
    public static async Task<JsonElement> RefusedAsync(int status, HttpResponseMessage response, params string[] words)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} and not {status}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(text);
        var problem = document.RootElement.Clone();
        var detail = problem.GetProperty("detail").GetString()!;
        Assert.EndsWith(".", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("LongVpo.", detail, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', detail);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        foreach (var word in words) Assert.Contains(word, detail, StringComparison.Ordinal);
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Service.DisposeAsync();
        await Node.DisposeAsync();
        Folder.Dispose();
    }
}
