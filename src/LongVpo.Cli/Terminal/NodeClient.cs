using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongVpo.Node;
using LongVpo.Node.Http;

namespace LongVpo.Cli.Terminal;

/// <summary>
/// Speaks to whatever may change a store: the node that serves it, or, when none does, a node of our own for as long as the command takes. Both are the same requests, so a verb
/// means the same whether something runs or not.
/// </summary>
internal sealed class NodeClient : IAsyncDisposable
{
    /// <summary>Environment variable with the key of a node that wants one; a command line would show it to every user of the machine.</summary>
    private const string KeyVariable = "LONGVPO_API_KEY";

    private readonly HttpClient _client;
    private readonly LocalNode? _node;
    private readonly HttpService? _service;

    private NodeClient(string url, LocalNode? node, HttpService? service)
    {
        (_node, _service) = (node, service);
        // A back-test may take long, and Ctrl-C ends it.
        _client = new HttpClient { BaseAddress = new Uri(url), Timeout = Timeout.InfiniteTimeSpan };
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key) _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <param name="settings">Which store.</param>
    /// <param name="url">A node that a person named; null finds the one that serves the store.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SettingsException">The URL is none.</exception>
    /// <exception cref="Core.Ports.StoreException">Another process holds the store and takes no requests.</exception>
    public static async Task<NodeClient> OpenAsync(NodeSettings settings, string? url, CancellationToken cancellationToken)
    {
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var named) && named.Scheme is "http" or "https"))
            throw new SettingsException($"--node {url} is not an http or https URL: write for example http://127.0.0.1:8080.");
        if (url is not null) return new NodeClient(url, null, null);
        if (LocalNode.ServedAt(settings) is { } served)
        {
            var client = new NodeClient(served, null, null);
            if (await client.AnswersAsync(cancellationToken)) return client;
            // It was killed a moment ago, and nobody has taken its word back.
            await client.DisposeAsync();
        }

        var node = await LocalNode.OpenWriterAsync(settings, cancellationToken);
        try
        {
            var service = await HttpService.StartAsync(node, new HttpSettings { Urls = "http://127.0.0.1:0" }, node.Clips, cancellationToken);
            return new NodeClient(service.Urls[0], node, service);
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync(new Uri("/healthz", UriKind.Relative), cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Asks a question and gives the whole answer, which is what its stream ends with.</summary>
    /// <exception cref="SettingsException">As for <see cref="SendAsync"/>.</exception>
    public async Task<JsonElement> AskAsync(JsonNode question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/questions") { Content = new StringContent(question.ToJsonString(), Encoding.UTF8, "application/json") };
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!response.IsSuccessStatusCode) throw Refused(response, Parse(text));
            var last = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[^1].Split('\n');
            var data = Parse(last.First(line => line.StartsWith("data:", StringComparison.Ordinal))["data:".Length..]);
            return last.Contains("event: answer") ? data : throw new SettingsException((data.TryGetProperty("detail", out var why) ? why.GetString() : null) ?? "The node ended before the answer was found: ask again.");
        }
        catch (HttpRequestException failure)
        {
            throw Silent(failure);
        }
    }

    /// <summary>Sends a request and gives the answer's JSON, which is null where there is nothing to say.</summary>
    /// <exception cref="SettingsException">It was refused, or nobody answers; the message is the node's own sentence.</exception>
    public async Task<JsonElement?> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            var answer = text.Length == 0 ? (JsonElement?)null : Parse(text);
            if (response.IsSuccessStatusCode) return answer;
            throw Refused(response, answer);
        }
        catch (HttpRequestException failure)
        {
            throw Silent(failure);
        }
        catch (JsonException failure)
        {
            throw new SettingsException($"{_client.BaseAddress} does not answer in JSON: is it a node of longvpo?", failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_service is not null) await _service.DisposeAsync();
        if (_node is not null) await _node.DisposeAsync();
    }

    private SettingsException Refused(HttpResponseMessage response, JsonElement? answer) => new(
        (answer is { ValueKind: JsonValueKind.Object } problem && problem.TryGetProperty("detail", out var detail) ? detail.GetString() : null)
        ?? $"{_client.BaseAddress} answered {(int)response.StatusCode} without a reason: is it a node of longvpo?");

    private SettingsException Silent(HttpRequestException failure) => new($"{_client.BaseAddress} does not answer ({failure.Message.TrimEnd('.')}): is longvpo serve running there?", failure);

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
