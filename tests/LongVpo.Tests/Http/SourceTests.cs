using System.Net;
using System.Net.Http.Json;
using LongVpo.Node.Http.Security;

namespace LongVpo.Tests.Http;

/// <summary>Sources are added once, shown truthfully and removed with everything about them.</summary>
public sealed class SourceTests
{
    [Fact]
    public async Task A_source_is_created_once_and_named_when_it_is_added_again()
    {
        await using var node = await ServingNode.StartAsync();
        var clip = await node.ClipAsync();

        var both = await Task.WhenAll(node.PostAsync("/v1/sources", new { url = clip, name = "Lobby" }), node.PostAsync("/v1/sources", new { url = clip }));

        var created = Assert.Single(both, response => response.StatusCode == HttpStatusCode.Created);
        var source = await ServingNode.JsonAsync(created);
        var id = source.GetProperty("id").GetString()!;
        Assert.NotEqual("idle", source.GetProperty("phase").GetString());
        Assert.Equal($"/v1/sources/{id}", created.Headers.Location?.ToString());
        var conflict = await ServingNode.RefusedAsync(409, Assert.Single(both, response => response != created), id);
        Assert.Equal(id, conflict.GetProperty("id").GetString());
        var listed = (await ServingNode.JsonAsync(await node.GetAsync("/v1/sources"))).GetProperty("sources");
        Assert.Equal(id, Assert.Single(listed.EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(id, (await ServingNode.JsonAsync(await node.GetAsync($"/v1/sources/{id}"))).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_removed_source_is_gone_and_a_stopped_one_is_remembered()
    {
        await using var node = await ServingNode.StartAsync();
        var id = await node.WatchedAsync();

        using var stopped = await node.Client.DeleteAsync(new Uri($"/v1/sources/{id}?keep=true", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        Assert.Equal(2, (await ServingNode.JsonAsync(await node.GetAsync($"/v1/sources/{id}/tree"))).GetProperty("segments").GetArrayLength());
        using var removed = await node.Client.DeleteAsync(new Uri($"/v1/sources/{id}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await ServingNode.RefusedAsync(404, await node.GetAsync($"/v1/sources/{id}"), id);
        Assert.Empty((await ServingNode.JsonAsync(await node.GetAsync("/v1/sources"))).GetProperty("sources").EnumerateArray());
    }

    [Fact]
    public async Task A_file_of_the_machine_is_refused_unless_the_node_allows_it()
    {
        await using var node = await ServingNode.StartAsync(change: settings => settings with { AllowLocal = false });

        foreach (var url in (string[])["/etc/passwd", "file:///etc/passwd", "FILE:///etc/passwd", "concat:/etc/passwd", "pipe:0", "data:video/mp4;base64,AAAA", "subfile:,,start,0,end,9,,:/etc/passwd", "etc/passwd", "http://169.254.169.254/latest/", "gopher://example.org/x", "file://host/x"])
            await ServingNode.RefusedAsync(403, await node.PostAsync("/v1/sources", new { url }));
    }

    [Fact]
    public async Task The_machines_own_addresses_are_for_callers_of_the_machine()
    {
        using var folder = new TempFolder();
        var key = ApiKeyFile.Add(folder.File("keys"), "alice");
        await using var open = await ServingNode.StartAsync(change: settings => settings with { AllowLocal = false, ApiKeys = folder.File("keys"), Urls = "http://0.0.0.0:0" });
        await using var own = await ServingNode.StartAsync(change: settings => settings with { AllowLocal = false });
        using var stranger = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{open.Address.Port}"), DefaultRequestHeaders = { { "X-Api-Key", key } } };

        foreach (var url in (string[])["http://127.0.0.1:1/x", "http://[::1]:1/x", "http://2130706433:2/x"])
        {
            await ServingNode.RefusedAsync(403, await stranger.PostAsJsonAsync("/v1/sources", new { url }, TestContext.Current.CancellationToken), "allowLoopback");
            Assert.Equal(HttpStatusCode.Created, (await own.PostAsync("/v1/sources", new { url })).StatusCode);
        }
    }

    [Theory]
    [InlineData("""{"name":"x"}""", "url")]
    [InlineData("""{"url":7}""", "$.url")]
    [InlineData("""{"url":"/x.mp4","speed":2}""", "asLive")]
    [InlineData("""{"url":"/x.mp4","asLive":true,"speed":0}""", "speed")]
    [InlineData("""{"url":"/x.mp4","colour":"red"}""", "colour")]
    [InlineData("""{"url":"/x.mp4","url":"/y.mp4"}""", "url")]
    [InlineData("""{"url":"/x.mp4" """, "line 1")]
    [InlineData("""{"url":null}""", "url")]
    [InlineData("""{"url":""}""", "url")]
    [InlineData("null", "object")]
    public async Task A_body_that_is_wrong_is_refused_with_the_place(string body, string word)
    {
        await using var node = await ServingNode.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await node.Client.PostAsync(new Uri("/v1/sources", UriKind.Relative), content, TestContext.Current.CancellationToken);

        await ServingNode.RefusedAsync(400, response, word);
    }

    [Fact]
    public async Task A_file_that_is_no_video_is_refused_in_the_words_of_the_command_line()
    {
        await using var node = await ServingNode.StartAsync();
        await File.WriteAllTextAsync(node.Folder.File("notes.mp4"), string.Concat(Enumerable.Repeat("no pictures\n", 100)), TestContext.Current.CancellationToken);

        await ServingNode.RefusedAsync(422, await node.PostAsync("/v1/sources", new { url = node.Folder.File("notes.mp4") }), "notes.mp4");
        await ServingNode.RefusedAsync(422, await node.PostAsync("/v1/sources", new { url = node.Folder.File("nowhere.mp4") }), "nowhere.mp4");
        await ServingNode.RefusedAsync(422, await node.PostAsync("/v1/sources", new { url = node.Folder.File("notes.mp4"), model = "torch:x" }), "model");
    }

    [Fact]
    public async Task A_request_that_is_sent_again_with_its_key_happens_once()
    {
        await using var node = await ServingNode.StartAsync();
        var clip = await node.ClipAsync();

        var first = await SendAsync(node, clip, "key-1");
        var again = await SendAsync(node, clip, "key-1");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await ServingNode.RefusedAsync(422, await SendAsync(node, clip + "x", "key-1"), "Idempotency-Key");
        await ServingNode.RefusedAsync(409, await SendAsync(node, clip, "key-2"));
        await ServingNode.RefusedAsync(400, await SendAsync(node, clip, new string('k', 129)), "Idempotency-Key");
    }

    private static async Task<HttpResponseMessage> SendAsync(ServingNode node, string url, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/sources") { Content = System.Net.Http.Json.JsonContent.Create(new { url }), Headers = { { "Idempotency-Key", key } } };
        return await node.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
