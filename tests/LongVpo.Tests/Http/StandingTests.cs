using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LongVpo.TestKit.Http;

namespace LongVpo.Tests.Http;

/// <summary>Pinned questions and alerts over HTTP: what is told, to whom, how often, and what is refused.</summary>
public sealed class StandingTests
{
    private const string Secret = "a secret of the test's own";
    private const string QuickRetries = """{ "webhooks": { "firstPause": "00:00:00.010", "longestPause": "00:00:00.020", "attemptsMost": 3 } }""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alert_is_told_once_signed_and_in_the_words_that_followers_hear()
    {
        await using var node = await ServingNode.StartAsync();
        await using var receiver = new WebhookReceiver();
        var added = await node.PostAsync("/v1/alerts", Hotel(receiver.Url));
        var id = (await ServingNode.JsonAsync(added)).GetProperty("id").GetString()!;

        var source = await node.WatchedAsync();
        await receiver.UntilAsync(1, Token);

        var told = Assert.Single(receiver.Received);
        Assert.Equal((id, source, "began"), (told.Json.GetProperty("standing").GetString(), told.Json.GetProperty("source").GetString(), told.Json.GetProperty("notice").GetString()));
        Assert.Equal(told.Key, told.Json.GetProperty("id").GetString());
        var parts = told.Signature.Split(',');
        byte[] signed = [.. Encoding.ASCII.GetBytes(parts[0][2..] + "."), .. told.Body];
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed);
        Assert.Equal($"v1={Convert.ToHexStringLower(expected)}", parts[1]);
        var heard = await NoticesAsync(node, "0", 2);
        Assert.Equal(["began", "ended"], heard.Select(e => e.Name));
        Assert.Equal(Encoding.UTF8.GetString(told.Body), heard[0].Data.ToString());
        Assert.Equal("ended", Assert.Single(await NoticesAsync(node, heard[0].Id!, 1)).Name);
    }

    [Fact]
    public async Task A_secret_is_never_shown()
    {
        await using var node = await ServingNode.StartAsync();
        await using var receiver = new WebhookReceiver();
        var added = await node.PostAsync("/v1/alerts", Hotel(receiver.Url));
        var location = added.Headers.Location!.ToString();

        foreach (var shown in (HttpResponseMessage[])[added, await node.GetAsync(location), await node.GetAsync("/v1/alerts"), await node.GetAsync($"{location}/deliveries"), await node.GetAsync($"{location}/notices")])
            Assert.DoesNotContain(Secret, await shown.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_receiver_refuses_is_tried_again_then_dead_and_can_be_replayed()
    {
        await using var node = await ServingNode.StartAsync(QuickRetries);
        await using var receiver = new WebhookReceiver(request => request <= 3 ? 500 : 204);
        var location = (await node.PostAsync("/v1/alerts", Hotel(receiver.Url))).Headers.Location!.ToString();
        await node.WatchedAsync();

        var dead = await DeliveryAsync(node, location, "dead");
        Assert.Equal((3, 3), (dead.GetProperty("attempts").GetInt32(), receiver.Requests));
        Assert.Contains("500", dead.GetProperty("problem").GetString(), StringComparison.Ordinal);
        var number = dead.GetProperty("number").GetInt64().ToString(CultureInfo.InvariantCulture);
        using var replay = await node.PostAsync($"{location}/deliveries/{number}/replay", new { });

        Assert.Equal(202, (int)replay.StatusCode);
        await DeliveryAsync(node, location, "delivered");
        Assert.Equal(dead.GetProperty("notice").GetProperty("id").GetString(), Assert.Single(receiver.Received).Key);
        await ServingNode.RefusedAsync(404, await node.PostAsync($"{location}/deliveries/{number}9/replay", new { }), "deliver");
    }

    [Fact]
    public async Task A_pinned_question_is_told_as_a_difference_and_costs_nothing_for_footage_that_does_not_concern_it()
    {
        await using var node = await ServingNode.StartAsync();
        var hotel = (await node.PostAsync("/v1/standing-questions", new { question = "When is \"GRAND HOTEL\" on screen?" })).Headers.Location!.ToString();
        var other = (await node.PostAsync("/v1/standing-questions", new { question = "When is \"HARBOUR\" on screen?" })).Headers.Location!.ToString();

        await node.WatchedAsync();

        var changed = Assert.Single(await NoticesAsync(node, "0", 1));
        Assert.Equal("answer", changed.Name);
        Assert.False(changed.Data.TryGetProperty("before", out _));
        Assert.NotEqual(0, changed.Data.GetProperty("added").GetArrayLength());
        Assert.Equal(0, changed.Data.GetProperty("removed").GetArrayLength());
        var state = await StateAsync(node, other, segments: 2);
        Assert.Equal((0, 2), (state.GetProperty("evaluations").GetInt32(), state.GetProperty("skipped").GetInt32()));
        Assert.Equal(changed.Data.GetProperty("text").GetString(), (await StateAsync(node, hotel, segments: 2)).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_back_test_tells_what_an_armed_alert_tells_and_stores_nothing()
    {
        await using var node = await ServingNode.StartAsync();
        await node.WatchedAsync();
        object alert = new { question = "Is \"GRAND HOTEL\" on screen?", condition = new { kind = "found" } };

        var tried = await ServingNode.JsonAsync(await node.PostAsync("/v1/alerts/backtest", alert));
        var before = await ServingNode.JsonAsync(await node.GetAsync("/v1/alerts"));
        var armed = (await node.PostAsync("/v1/alerts", new { question = "Is \"GRAND HOTEL\" on screen?", condition = new { kind = "found" }, fromTheBeginning = true })).Headers.Location!.ToString();
        await NoticesAsync(node, "0", 2);
        var told = await ServingNode.JsonAsync(await node.GetAsync($"{armed}/notices"));

        Assert.Equal(0, before.GetProperty("standing").GetArrayLength());
        Assert.Equal(1, tried.GetProperty("episodes").GetInt32());
        Assert.Equal(Starts(told), Starts(tried).Take(1));
    }

    [Theory]
    [InlineData("""{"question":"Is it?"}""", "condition")]
    [InlineData("""{"condition":{"kind":"found"}}""", "question")]
    [InlineData("""{"question":"Is it?","condition":{"kind":"sometimes"}}""", "condition.kind")]
    [InlineData("""{"question":"Is it?","condition":{"kind":"count","count":1000,"withinSeconds":5}}""", "condition.count")]
    [InlineData("""{"question":"Is it?","condition":{"kind":"count","count":2}}""", "condition.withinSeconds")]
    [InlineData("""{"condition":{"kind":"level","measure":"loudness"}}""", "above")]
    [InlineData("""{"condition":{"kind":"level","measure":"black","above":1}}""", "holdOnSeconds")]
    [InlineData("""{"condition":{"kind":"level","measure":"black"},"holdOnSeconds":-1}""", "holdOnSeconds")]
    [InlineData("""{"condition":{"kind":"level","measure":"black"},"webhook":{"url":"file:///etc/passwd","secret":"0123456789abcdef"}}""", "webhook.url")]
    [InlineData("""{"condition":{"kind":"level","measure":"black"},"webhook":{"url":"http://example.org/","secret":"short"}}""", "webhook.secret")]
    public async Task An_alert_that_cannot_be_meant_is_refused_with_the_place(string body, string place)
    {
        await using var node = await ServingNode.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        await ServingNode.RefusedAsync(400, await node.Client.PostAsync(new Uri("/v1/alerts", UriKind.Relative), content, Token), place);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    public async Task A_webhook_may_not_lead_to_metadata(string url)
    {
        await using var node = await ServingNode.StartAsync();

        await ServingNode.RefusedAsync(403, await node.PostAsync("/v1/alerts", Hotel(url)), "webhook.url");
    }

    private static object Hotel(string url) => new
    {
        question = "Is \"GRAND HOTEL\" on screen?", condition = new { kind = "found" }, webhook = new { url, secret = Secret },
    };

    private static IEnumerable<double> Starts(JsonElement notices) => notices.GetProperty("notices").EnumerateArray().Where(n => n.GetProperty("notice").GetString() == "began").Select(n => n.GetProperty("start").GetDouble());

    private static async Task<List<ServedEvent>> NoticesAsync(ServingNode node, string after, int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/notices") { Headers = { { "Last-Event-ID", after } } };
        using var response = await node.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        return await ServedEvent.ReadAsync(response, Token).Take(count).ToListAsync(Token);
    }

    private static async Task<JsonElement> DeliveryAsync(ServingNode node, string location, string state)
    {
        while (true)
        {
            var list = await ServingNode.JsonAsync(await node.GetAsync($"{location}/deliveries"));
            if (list.GetProperty("deliveries").EnumerateArray().FirstOrDefault(d => d.GetProperty("state").GetString() == state) is { ValueKind: JsonValueKind.Object } found) return found;
            await Task.Delay(20, Token);
        }
    }

    private static async Task<JsonElement> StateAsync(ServingNode node, string location, int segments)
    {
        while (true)
        {
            var states = (await ServingNode.JsonAsync(await node.GetAsync(location))).GetProperty("states").EnumerateArray().ToList();
            if (states is [var one] && one.GetProperty("evaluations").GetInt32() + one.GetProperty("skipped").GetInt32() == segments) return one;
            await Task.Delay(20, Token);
        }
    }
}
