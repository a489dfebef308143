using System.Globalization;
using System.Net;
using LongVpo.TestKit.Http;

namespace LongVpo.Tests.Http;

/// <summary>Followers hear everything once, in order, over every interruption, and are told when the node ends.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task A_follower_that_comes_back_misses_nothing_and_hears_nothing_twice()
    {
        await using var node = await ServingNode.StartAsync();
        await node.WatchedAsync();
        var whole = await UntilFinishedAsync(node, after: 0);
        Assert.Equal(["opened", "segment"], whole.Take(2).Select(e => e.Name));
        Assert.Equal("finished", whole[^1].Name);
        Assert.Equal(2, whole.Count(e => e.Name == "segment"));
        Assert.Equal(whole.Select(e => e.Id).Distinct(), whole.Select(e => e.Id));

        for (var seen = 1; seen < whole.Count; seen++)
        {
            var rest = await UntilFinishedAsync(node, long.Parse(whole[seen - 1].Id!, CultureInfo.InvariantCulture));
            Assert.Equal(whole.Skip(seen).Select(e => (e.Id, e.Name)), rest.Select(e => (e.Id, e.Name)));
        }
    }

    [Fact]
    public async Task A_follower_hears_live_what_a_later_one_reads()
    {
        await using var node = await ServingNode.StartAsync();
        var live = UntilFinishedAsync(node, after: 0);

        await node.WatchedAsync();

        Assert.Equal((await UntilFinishedAsync(node, after: 0)).Select(e => (e.Id, e.Name)), (await live).Select(e => (e.Id, e.Name)));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("999999")]
    [InlineData("99999999999999999999")]
    public async Task A_position_that_never_was_is_refused(string id)
    {
        await using var node = await ServingNode.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events") { Headers = { { "Last-Event-ID", id } } };

        await ServingNode.RefusedAsync(400, await node.Client.SendAsync(request, TestContext.Current.CancellationToken), "Last-Event-ID");
    }

    [Fact]
    public async Task An_ending_node_says_so_to_followers_and_balancers_before_it_leaves()
    {
        await using var node = await ServingNode.StartAsync("""{ "http": { "drainNotice": "00:00:02" } }""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
        using var response = await node.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await node.GetAsync("/readyz")).StatusCode);

        var stopping = node.Service.StopAsync(TestContext.Current.CancellationToken);
        var events = await ServedEvent.ReadAsync(response, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        var ready = await node.GetAsync("/readyz");
        var refused = await node.GetAsync("/v1/sources");
        await stopping;

        Assert.Equal("end", Assert.Single(events).Name);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        await ServingNode.RefusedAsync(503, refused);
        await Assert.ThrowsAsync<HttpRequestException>(() => node.GetAsync("/healthz"));
    }

    [Fact]
    public async Task Followers_beyond_the_limit_are_told_to_come_back()
    {
        await using var node = await ServingNode.StartAsync("""{ "http": { "eventStreams": 1 } }""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
        using var first = await node.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        var second = await node.GetAsync("/v1/events");

        await ServingNode.RefusedAsync(429, second, "followers");
        Assert.NotNull(second.Headers.RetryAfter);
    }

    private static async Task<List<ServedEvent>> UntilFinishedAsync(ServingNode node, long after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events") { Headers = { { "Last-Event-ID", after.ToString(CultureInfo.InvariantCulture) } } };
        using var response = await node.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var heard = new List<ServedEvent>();
        await foreach (var happened in ServedEvent.ReadAsync(response, TestContext.Current.CancellationToken))
        {
            if (happened.Id is null) continue;
            heard.Add(happened);
            if (happened.Name == "finished") break;
        }

        return heard;
    }
}
