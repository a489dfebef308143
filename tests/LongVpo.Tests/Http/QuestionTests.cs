using System.Net.Http.Json;
using System.Text.Json;
using LongVpo.Core.Answers;
using LongVpo.Core.Videos;
using LongVpo.Node.Contract;
using LongVpo.TestKit.Http;

namespace LongVpo.Tests.Http;

/// <summary>Questions are answered as a stream whose last event is what the command line prints.</summary>
public sealed class QuestionTests(WatchedClip clip) : IClassFixture<WatchedClip>
{
    [Fact]
    public async Task The_last_event_is_the_JSON_of_ask()
    {
        var question = new Question { Text = "Which hotel is shown?", Videos = [new VideoId(clip.Id)] };
        var expected = JsonSerializer.Serialize(await clip.Node.Node.AskAsync(question, TestContext.Current.CancellationToken), ContractJson.Readable.AnswerDocument);

        var events = await AskAsync(new { question = question.Text, sources = new[] { clip.Id } });

        Assert.Equal("answer", events[^1].Name);
        var told = events[^1].Data.Deserialize(ContractJson.Default.AnswerDocument)!;
        Assert.NotNull(told.Id);
        Assert.Equal(expected, JsonSerializer.Serialize(told with { Id = null }, ContractJson.Readable.AnswerDocument));
        Assert.Contains("GRAND HOTEL", events[^1].Data.GetProperty("answer").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(events[^1].Data.GetProperty("answer").GetString(), string.Concat(events.Where(e => e.Name == "part").Select(e => e.Data.GetProperty("text").GetString())));
    }

    [Fact]
    public async Task A_question_as_of_an_earlier_moment_does_not_know_what_came_later()
    {
        var events = await AskAsync(new { question = "How many cuts are there?", sources = new[] { clip.Id }, asOf = 2.0 });

        Assert.Equal(2.0, events[^1].Data.GetProperty("watermark").GetDouble(), 3);
    }

    [Fact]
    public async Task A_question_about_a_source_that_is_not_here_is_refused_with_its_place() =>
        await ServingNode.RefusedAsync(404, await clip.Node.PostAsync("/v1/questions", new { question = "Who?", sources = new[] { clip.Id, "nobody" } }), "sources[1]");

    [Theory]
    [InlineData("""{"question":"  "}""", "question")]
    [InlineData("""{"sources":[]}""", "question")]
    [InlineData("""{"question":"Who?","from":5,"to":1}""", "to")]
    [InlineData("""{"question":"Who?","asOf":1e300}""", "asOf")]
    [InlineData("""{"question":"Who?","asOf":"later"}""", "$.asOf")]
    [InlineData("""{"question":"Who?","sources":"all"}""", "$.sources")]
    public async Task A_question_that_cannot_be_meant_is_refused_by_name(string body, string word)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        await ServingNode.RefusedAsync(400, await clip.Node.Client.PostAsync(new Uri("/v1/questions", UriKind.Relative), content, TestContext.Current.CancellationToken), word);
    }

    private async Task<List<ServedEvent>> AskAsync(object question)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/questions") { Content = JsonContent.Create(question) };
        using var response = await clip.Node.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return await ServedEvent.ReadAsync(response, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
