using LongVpo.Node.Http;
using LongVpo.Node.Http.Security;
using LongVpo.TestKit.Http;

namespace LongVpo.Tests.Http;

/// <summary>Requests that are nearly right never break the node and never let a stranger in. The long run is <c>fuzz-http</c> of the benchmarks.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task Mutated_requests_are_refused_in_one_sentence_and_let_nobody_in()
    {
        await using var node = await ServingNode.StartAsync("""{ "http": { "requestsPerMinute": 1000000, "bodyGrace": "00:00:02", "headersLimit": "00:00:02" }, "urls": { "allowLocal": true, "allowPrivate": false } }""");
        var id = await node.WatchedAsync();
        var file = node.Folder.File("keys");
        var key = ApiKeyFile.Add(file, "fuzz");
        await using var guarded = await HttpService.StartAsync(
            node.Node, new HttpSettings { Urls = "http://0.0.0.0:0", ApiKeys = file }, node.Node.Clips, TestContext.Current.CancellationToken);
        var address = new Uri($"http://127.0.0.1:{new Uri(guarded.Urls[0]).Port}");
        var clip = node.Folder.File("clip.mp4");

        var known = new FuzzRun();
        await known.SendAsync(address, new RequestFuzz(20_263, [id], clip, $"Authorization: Bearer {key}"), 300, FuzzRun.Known, TestContext.Current.CancellationToken);
        var strangers = new FuzzRun();
        await strangers.SendAsync(address, new RequestFuzz(20_264, [id], clip, null), 300, FuzzRun.Stranger, TestContext.Current.CancellationToken);

        if (known.Wrong.Concat(strangers.Wrong).ToList() is { Count: > 0 } wrong) Assert.Fail(string.Join('\n', wrong));
        Assert.True(known.Statuses.GetValueOrDefault(200) > 30, "Too few requests were right for the others to be nearly right.");
        // A node that listens on loopback alone may watch what its own machine serves, and nothing else that the requests name.
        var others = (await ServingNode.JsonAsync(await node.GetAsync("/v1/sources"))).GetProperty("sources").EnumerateArray().Where(source => source.GetProperty("id").GetString() != id);
        Assert.All(others, source => Assert.True(new Uri(source.GetProperty("url").GetString()!).IsLoopback, source.ToString()));
    }
}
