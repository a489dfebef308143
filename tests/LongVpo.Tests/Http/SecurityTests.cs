using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LongVpo.Node;
using LongVpo.Node.Http;
using LongVpo.Node.Http.Security;
using LongVpo.TestKit.Http;

namespace LongVpo.Tests.Http;

/// <summary>Nobody comes in who may not, and nobody takes the node from the others.</summary>
public sealed class SecurityTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("http://0.0.0.0:0", "--api-keys")]
    [InlineData("http://*:0", "--api-keys")]
    [InlineData("http://127.0.0.1:0;http://[::]:0", "--api-keys")]
    [InlineData("https://127.0.0.1:0", "proxy")]
    [InlineData("127.0.0.1:80", "http://")]
    [InlineData("http://127.0.0.1", "port")]
    [InlineData("http://127.0.0.1:70000", "port")]
    [InlineData("http://example.org:80", "address")]
    [InlineData("", "--urls")]
    public async Task A_node_does_not_start_where_it_would_stand_open_or_cannot_listen(string urls, string word)
    {
        var refused = await Assert.ThrowsAsync<SettingsException>(() => ServingNode.StartAsync(change: settings => settings with { Urls = urls }));

        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using var first = await ServingNode.StartAsync();

        var refused = await Assert.ThrowsAsync<SettingsException>(() => HttpService.StartAsync(
            first.Node, new HttpSettings { Urls = $"http://127.0.0.1:{first.Address.Port}" }, clips: null, TestContext.Current.CancellationToken));

        Assert.Contains($"{first.Address.Port}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_keys_nobody_comes_in_without_one_that_is_known()
    {
        using var folder = new TempFolder();
        var file = folder.File("keys");
        var key = ApiKeyFile.Add(file, "alice");
        Assert.DoesNotContain(key, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Throws<SettingsException>(() => ApiKeyFile.Add(file, "alice"));
        await using var node = await ServingNode.StartAsync(change: settings => settings with { ApiKeys = file, Urls = "http://0.0.0.0:0" });
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{node.Address.Port}") };

        foreach (var shown in (string?[])[null, "", "x", key + "0", key[..^1], new('a', 5000), key.ToUpperInvariant()])
        {
            client.DefaultRequestHeaders.Remove("X-Api-Key");
            if (shown is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", shown);
            await ServingNode.RefusedAsync(401, await client.GetAsync(new Uri("/v1/sources", UriKind.Relative), TestContext.Current.CancellationToken), "API key");
            await ServingNode.RefusedAsync(401, await client.GetAsync(new Uri("/openapi.json", UriKind.Relative), TestContext.Current.CancellationToken));
            await ServingNode.RefusedAsync(401, await client.GetAsync(new Uri("/nowhere", UriKind.Relative), TestContext.Current.CancellationToken));
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        client.DefaultRequestHeaders.Remove("X-Api-Key");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/v1/sources", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("alice", "Line 1", 1)]
    [InlineData("alice:abcd", "Line 1", 1)]
    [InlineData("# nobody\n\nal ice:0000000000000000000000000000000000000000000000000000000000000000", "Line 3", 1)]
    [InlineData("", "holds no API key", 1)]
    public async Task A_file_of_keys_that_is_wrong_is_refused_with_its_line(string content, string word, int files)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("keys"), content, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<SettingsException>(() => ServingNode.StartAsync(change: settings => settings with { ApiKeys = folder.File("keys") }));

        Assert.Contains(word, refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(files, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public async Task A_web_page_cannot_reach_a_node_that_trusts_its_machine()
    {
        await using var node = await ServingNode.StartAsync();

        var rebound = await RawAsync(node, "GET /v1/sources HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        var simple = await RawAsync(node, "POST /v1/sources HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        var preflight = await RawAsync(node, "OPTIONS /v1/sources HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");

        Assert.Equal(421, rebound.Status);
        Assert.Equal(415, simple.Status);
        Assert.Equal(405, preflight.Status);
        Assert.DoesNotContain("Access-Control", preflight.Head + simple.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_caller_that_runs_wild_is_told_to_wait()
    {
        await using var node = await ServingNode.StartAsync("""{ "http": { "requestsPerMinute": 60 } }""");

        var responses = new List<HttpResponseMessage>();
        for (var i = 0; i < 40; i++) responses.Add(await node.GetAsync("/v1/sources"));

        var refused = responses.First(response => response.StatusCode == HttpStatusCode.TooManyRequests);
        await ServingNode.RefusedAsync(429, refused, "Retry-After");
        Assert.True(refused.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, responses[0].StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await node.GetAsync("/healthz")).StatusCode);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_whether_its_length_is_told_or_not()
    {
        await using var node = await ServingNode.StartAsync("""{ "http": { "maxBodyBytes": 1024 } }""");
        var told = await node.PostAsync("/v1/questions", new { question = new string('q', 2_000) });
        await ServingNode.RefusedAsync(413, told, "maxBodyBytes");

        var untold = await RawAsync(node,
            $"POST /v1/questions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n7d0\r\n{new string('q', 2_000)}\r\n0\r\n\r\n");

        Assert.Equal(413, untold.Status);
        Assert.Contains("maxBodyBytes", untold.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_drips_its_request_is_let_go_and_the_others_do_not_notice()
    {
        await using var node = await ServingNode.StartAsync("""{ "http": { "headersLimit": "00:00:02", "bodyGrace": "00:00:02" } }""");

        var headers = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RawAsync(node, "GET /v1/sources HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")));
        var body = RawAsync(node, "POST /v1/questions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\nConnection: close\r\n\r\n{\"quest");
        Assert.Equal(HttpStatusCode.OK, (await node.GetAsync("/v1/sources")).StatusCode);

        Assert.All(await headers, response => Assert.True(response.Status is 408 or 0, response.Head));
        Assert.Contains(await headers, response => response.Status == 408);
        Assert.All((await headers).Where(response => response.Status == 408), response => AssertSpoken(response, "http.headersLimit"));
        var slow = await body;
        Assert.Equal(408, slow.Status);
        Assert.Contains("too slowly", slow.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc", "TLS")]
    [InlineData(400, "HELO there\r\n\r\n", "HTTP/1.1")]
    [InlineData(400, "GET /v1/sources HTTP/1.1\r\n\r\n", "HTTP/1.1")]
    [InlineData(400, "GET /v1/sources HTTP/1.1\r\nHost: localhost\r\nbroken header\r\n\r\n", "HTTP/1.1")]
    [InlineData(505, "GET /v1/sources HTTP/9.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1")]
    public async Task What_the_web_server_refuses_by_itself_is_told_in_one_sentence_too(int status, string bytes, string word)
    {
        await using var node = await ServingNode.StartAsync();

        var response = await RawAsync(node, bytes);

        Assert.Equal(status, response.Status);
        AssertSpoken(response, word);
    }

    [Fact]
    public async Task Headers_and_addresses_beyond_every_limit_are_told_in_one_sentence()
    {
        await using var node = await ServingNode.StartAsync();

        var headers = await RawAsync(node, $"GET /v1/sources HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: {new string('x', 200)}\r\n"))}\r\n");
        var address = await RawAsync(node, $"GET /v1/sources?{new string('x', 20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.Equal((431, 414), (headers.Status, address.Status));
        AssertSpoken(headers, "headers");
        AssertSpoken(address, "first line");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("")]
    public async Task A_body_of_another_type_is_refused(string type)
    {
        await using var node = await ServingNode.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"url":"/x.mp4"}"""));
        if (type.Length > 0) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        await ServingNode.RefusedAsync(415, await node.Client.PostAsync(new Uri("/v1/sources", UriKind.Relative), content, TestContext.Current.CancellationToken), "application/json");
    }

    private static void AssertSpoken(RawResponse response, string word)
    {
        Assert.Contains("application/problem+json", response.Head, StringComparison.Ordinal);
        using var problem = System.Text.Json.JsonDocument.Parse(response.Body);
        Assert.Equal(response.Status, problem.RootElement.GetProperty("status").GetInt32());
        var detail = problem.RootElement.GetProperty("detail").GetString()!;
        Assert.Contains(word, detail, StringComparison.Ordinal);
        Assert.EndsWith(".", detail, StringComparison.Ordinal);
    }

    private static Task<RawResponse> RawAsync(ServingNode node, string text) =>
        new RawClient(node.Address).SendAsync(Encoding.Latin1.GetBytes(text), Patience, TestContext.Current.CancellationToken);
}
