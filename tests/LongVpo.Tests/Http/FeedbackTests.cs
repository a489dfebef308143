using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LongVpo.Core.Answers;
using LongVpo.Core.Feedback;
using LongVpo.Core.Videos;
using LongVpo.Node.Http.Security;
using LongVpo.TestKit.Http;

namespace LongVpo.Tests.Http;

/// <summary>What people say about answers is taken from whoever may, once, and never about what is not here.</summary>
public sealed class FeedbackTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Feedback_is_taken_once_shown_with_its_answer_replaced_and_taken_back()
    {
        await using var node = await ServingNode.StartAsync();
        var answer = await AskAsync(node, await node.WatchedAsync());
        var path = $"/v1/answers/{answer}/feedback";

        var first = await node.PostAsync(path, new { verdict = "correct", text = "The GRAND HOTEL in navy.", segments = new[] { "s00000" } });
        Assert.Equal((201, "new"), ((int)first.StatusCode, (await ServingNode.JsonAsync(first)).GetProperty("kept").GetString()));
        var second = await node.PostAsync(path, new { verdict = "correct", text = "The GRAND HOTEL in navy.", segments = new[] { "s00000" } });
        Assert.Equal((200, "same"), ((int)second.StatusCode, (await ServingNode.JsonAsync(second)).GetProperty("kept").GetString()));
        var shown = await ServingNode.JsonAsync(await node.GetAsync($"/v1/answers/{answer}"));
        Assert.Equal(("Which hotel is shown?", answer), (shown.GetProperty("question").GetString(), shown.GetProperty("answer").GetProperty("id").GetString()));
        var said = Assert.Single(shown.GetProperty("feedback").EnumerateArray());
        Assert.Equal(("correct", "The GRAND HOTEL in navy.", false), (said.GetProperty("verdict").GetString(), said.GetProperty("text").GetString(), said.GetProperty("own").GetBoolean()));
        Assert.EndsWith("/s00000", said.GetProperty("segments")[0].GetString(), StringComparison.Ordinal);

        var third = await ServingNode.JsonAsync(await node.PostAsync(path, new { verdict = "up" }));
        Assert.Equal("replaced", third.GetProperty("kept").GetString());
        using var back = await node.Client.DeleteAsync(new Uri(path, UriKind.Relative), Token);
        Assert.Equal(204, (int)back.StatusCode);
        await ServingNode.RefusedAsync(404, await node.Client.DeleteAsync(new Uri(path, UriKind.Relative), Token), "nothing");
    }

    [Fact]
    public async Task Feedback_that_cannot_be_meant_is_refused_by_name_and_nothing_is_kept()
    {
        await using var node = await ServingNode.StartAsync();
        var answer = await AskAsync(node, await node.WatchedAsync());
        var path = $"/v1/answers/{answer}/feedback";

        await ServingNode.RefusedAsync(404, await node.PostAsync("/v1/answers/r0123456789abcdef/feedback", new { verdict = "up" }), "no such answer");
        await ServingNode.RefusedAsync(404, await node.GetAsync("/v1/answers/..%2F..%2Fetc"));
        await ServingNode.RefusedAsync(400, await node.PostAsync(path, new { verdict = "sideways" }), "verdict");
        await ServingNode.RefusedAsync(400, await node.PostAsync(path, new { text = "up" }), "verdict");
        await ServingNode.RefusedAsync(400, await node.PostAsync(path, new { verdict = "up", text = "so it is" }), "text");
        await ServingNode.RefusedAsync(400, await node.PostAsync(path, new { verdict = "correct" }), "text");
        await ServingNode.RefusedAsync(400, await node.PostAsync(path, new { verdict = "correct", text = new string('a', 2_001) }), "2000");
        await ServingNode.RefusedAsync(400, await node.PostAsync(path, new { verdict = "correct", text = "a\u0000b" }), "control");
        await ServingNode.RefusedAsync(400, await node.PostAsync(path, new { verdict = "located" }), "segments");
        await ServingNode.RefusedAsync(400, await node.PostAsync(path, new { verdict = "down", segments = new[] { "s1; DROP" } }), "segments[0]");
        await ServingNode.RefusedAsync(404, await node.PostAsync(path, new { verdict = "down", segments = new[] { "s09999" } }), "segments");
        await ServingNode.RefusedAsync(400, await node.PostAsync(path, new { verdict = "down", segments = Enumerable.Range(0, 33).Select(i => $"s{i:D5}").ToArray() }), "32");
        using var large = new StringContent($$"""{"verdict":"correct","text":"{{new string('a', 70_000)}}"}""", Encoding.UTF8, "application/json");
        await ServingNode.RefusedAsync(413, await node.Client.PostAsync(new Uri(path, UriKind.Relative), large, Token));
        using var text = new StringContent("up", Encoding.UTF8, "text/plain");
        await ServingNode.RefusedAsync(415, await node.Client.PostAsync(new Uri(path, UriKind.Relative), text, Token));

        Assert.Empty((await ServingNode.JsonAsync(await node.GetAsync($"/v1/answers/{answer}"))).GetProperty("feedback").EnumerateArray());
    }

    [Fact]
    public async Task Nothing_can_be_said_about_a_video_that_was_forgotten()
    {
        await using var node = await ServingNode.StartAsync();
        var source = await node.WatchedAsync();
        var answer = await AskAsync(node, source);
        await node.PostAsync($"/v1/answers/{answer}/feedback", new { verdict = "up" });

        using var gone = await node.Client.DeleteAsync(new Uri($"/v1/sources/{source}", UriKind.Relative), Token);

        Assert.True(gone.IsSuccessStatusCode);
        await ServingNode.RefusedAsync(404, await node.PostAsync($"/v1/answers/{answer}/feedback", new { verdict = "down" }), "forgotten");
        await ServingNode.RefusedAsync(404, await node.GetAsync($"/v1/answers/{answer}"));
    }

    [Fact]
    public async Task With_keys_feedback_needs_one_and_each_key_has_its_own_word()
    {
        using var folder = new TempFolder();
        var file = folder.File("keys");
        var (alice, bob) = (ApiKeyFile.Add(file, "alice"), ApiKeyFile.Add(file, "bob"));
        await using var node = await ServingNode.StartAsync(change: settings => settings with { ApiKeys = file });
        node.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", alice);
        var answer = await AskAsync(node, await node.WatchedAsync());
        var path = $"/v1/answers/{answer}/feedback";

        node.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", alice + "0");
        await ServingNode.RefusedAsync(401, await node.PostAsync(path, new { verdict = "up" }), "API key");
        foreach (var key in (string[])[alice, bob])
        {
            node.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            Assert.Equal(201, (int)(await node.PostAsync(path, new { verdict = "up" })).StatusCode);
        }

        var shown = await ServingNode.JsonAsync(await node.GetAsync($"/v1/answers/{answer}"));
        Assert.Equal(2, shown.GetProperty("feedback").GetArrayLength());
    }

    [Fact]
    public async Task An_answer_that_missed_what_was_there_is_contradicted_when_the_question_is_asked_again()
    {
        await using var node = await ServingNode.StartAsync();
        var source = new VideoId(await node.WatchedAsync());
        // As a model would have missed it: the footage up to the end was seen, and nothing was found.
        var question = new Question { Text = "Which hotel is shown?", Videos = [source] };
        var right = await node.Node.Videos.AskAsync(question, null, Token);
        var missed = new KeptAnswer { Id = "rmissed", Question = question, Answer = right with { Found = false, Text = "Nothing like that was seen.", Citations = [] }, At = DateTimeOffset.UnixEpoch };
        Assert.True(await node.Node.Store.Answers.KeepAsync(missed, new(), Token));

        var again = await ServingNode.JsonAsync(await node.PostAsync("/v1/answers/rmissed/again", new { }));
        Assert.Equal(1, again.GetProperty("contradicted").GetInt32());
        await AskAsync(node, source.Value);

        var said = Assert.Single((await node.Node.Store.Answers.FindAsync("rmissed", Token))!.Feedback);
        Assert.Equal((FeedbackKind.Contradicted, right.Text, (string?)null), (said.Kind, said.Text, said.By));
        Assert.Equal(Contradictions.PlacesOf(right), said.Places);
    }

    private static async Task<string> AskAsync(ServingNode node, string source)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/questions") { Content = JsonContent.Create(new { question = "Which hotel is shown?", sources = new[] { source } }) };
        using var response = await node.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        var events = await ServedEvent.ReadAsync(response, Token).ToListAsync(Token);
        return events[^1].Data.GetProperty("id").GetString()!;
    }
}
