using System.Text;
using System.Text.Json;
using LongVpo.Actors.Models;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Models.Endpoints;
using Microsoft.AspNetCore.Http;

namespace LongVpo.Models.Tests.Endpoints;

/// <summary>Services that speak the OpenAI protocol, each in its own way, asked over a real connection.</summary>
public sealed class EndpointTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("openai", true, 8)]
    [InlineData("vllm", true, 0)]
    [InlineData("sglang", true, 8)]
    [InlineData("ollama", false, 0)]
    [InlineData("llama.cpp", true, 0)]
    public async Task A_streamed_reply_is_read_as_each_service_writes_it(string service, bool counts, int cached)
    {
        await using var fake = await FakeService.StartAsync((context, _) => FakeService.StreamAsync(context, Shapes.Of(service)));

        var (last, text, version) = await new EndpointStage(fake).RunAsync(EndpointStage.Chat());

        Assert.Equal("A red car.", text);
        Assert.Equal(FinishReason.Stop, last.Finish);
        Assert.Equal(counts ? new ModelUsage(12, cached, 4) : null, last.Usage);
        Assert.Equal("vllm org/m", version.Digest);
        Assert.EndsWith("#m", version.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_does_not_stream_is_understood_too()
    {
        await using var fake = await FakeService.StartAsync((context, _) => FakeService.JsonAsync(context, 200,
            """{"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"A red car."},"finish_reason":"length"}],"usage":{"prompt_tokens":1,"completion_tokens":4}}"""));

        var (last, text, _) = await new EndpointStage(fake).RunAsync(EndpointStage.Chat());

        Assert.Equal(("A red car.", FinishReason.Length), (text, last.Finish));
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("vllm")]
    [InlineData("sglang")]
    [InlineData("ollama")]
    [InlineData("ollama-native")]
    [InlineData("llama.cpp")]
    [InlineData("fastapi")]
    public async Task A_refusal_is_told_in_the_services_words_and_not_repeated(string service)
    {
        await using var fake = await FakeService.StartAsync((context, _) => FakeService.JsonAsync(context, 400, Shapes.RefusalOf(service)));

        var (last, _, _) = await new EndpointStage(fake).RunAsync(EndpointStage.Chat());

        Assert.Contains("(400, too many pictures)", last.Failure, StringComparison.Ordinal);
        Assert.Equal(1, fake.Chats);
    }

    [Fact]
    public async Task Pictures_are_sent_as_jpegs_each_behind_its_time()
    {
        await using var fake = await FakeService.StartAsync((context, _) => FakeService.StreamAsync(context, Shapes.OpenAi));
        var stage = new EndpointStage(fake);
        var first = stage.Pictures.Put(new byte[12], 2, 2);
        var second = stage.Pictures.Put([1, 2, 3, 4, 5, 6], 2, 1);

        await stage.RunAsync(EndpointStage.Chat(new TextPart("Look:"), new PicturesPart([new(first, MediaTime.FromSeconds(3)), new(second, MediaTime.FromSeconds(64.5))]), new TextPart("What is it?")));

        var content = fake.LastChat.GetProperty("messages")[0].GetProperty("content").EnumerateArray().ToList();
        Assert.Equal(["text", "text", "image_url", "text", "image_url", "text"], content.Select(p => p.GetProperty("type").GetString()));
        Assert.Equal("Frame 2 at 1:04.5:", content[3].GetProperty("text").GetString());
        Assert.Equal("data:image/jpeg;base64," + Convert.ToBase64String([0xff, 0xd8, 2, 1, 1]), content[4].GetProperty("image_url").GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_picture_that_is_gone_is_said_before_anything_is_sent()
    {
        await using var fake = await FakeService.StartAsync((context, _) => FakeService.StreamAsync(context, Shapes.OpenAi));

        var (last, _, _) = await new EndpointStage(fake).RunAsync(EndpointStage.Chat(new PicturesPart([new(new PictureKey("none"), MediaTime.FromSeconds(3))])));

        Assert.Contains("The picture at 0:03 is no longer kept", last.Failure, StringComparison.Ordinal);
        Assert.Equal(0, fake.Chats);
    }

    [Fact]
    public async Task Settings_are_sent_in_the_names_that_all_services_know_and_others_only_when_wanted()
    {
        await using var fake = await FakeService.StartAsync((context, _) => FakeService.StreamAsync(context, Shapes.OpenAi));
        var stage = new EndpointStage(fake);

        await stage.RunAsync(EndpointStage.Chat());
        var plain = fake.LastChat;
        await stage.RunAsync(EndpointStage.Chat() with { Settings = new GenerationSettings { MaxTokens = 9, Temperature = 0.5, TopP = 0.9, TopK = 5, RepetitionPenalty = 1.1, Seed = 3, Stops = ["END"] } });
        var wanted = fake.LastChat;

        Assert.Equal(["max_tokens", "messages", "model", "stream", "stream_options", "temperature"], plain.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal("What is there?", plain.GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal((9, 5, 3), (wanted.GetProperty("max_tokens").GetInt32(), wanted.GetProperty("top_k").GetInt32(), wanted.GetProperty("seed").GetInt32()));
        Assert.Equal((1.1, 1.1, "END"), (wanted.GetProperty("repetition_penalty").GetDouble(), wanted.GetProperty("repeat_penalty").GetDouble(), wanted.GetProperty("stop")[0].GetString()));
    }

    [Theory]
    [InlineData(503, """{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}""")]
    [InlineData(429, """{"error":{"message":"slow down"}}""")]
    [InlineData(502, "<html>bad gateway</html>")]
    public async Task What_fails_for_a_passing_reason_is_tried_again(int status, string body)
    {
        await using var fake = await FakeService.StartAsync((context, self) => self.Chats < 3 ? FakeService.JsonAsync(context, status, body) : FakeService.StreamAsync(context, Shapes.OpenAi));

        var (_, text, _) = await new EndpointStage(fake).RunAsync(EndpointStage.Chat());

        Assert.Equal("A red car.", text);
        Assert.Equal(3, fake.Chats);
    }

    [Fact]
    public async Task A_reply_that_breaks_off_before_its_first_word_is_asked_for_again()
    {
        await using var fake = await FakeService.StartAsync(async (context, self) =>
        {
            if (self.Chats > 1)
            {
                await FakeService.StreamAsync(context, Shapes.OpenAi);
                return;
            }

            await FakeService.StreamAsync(context, ": ping\n\n");
            await context.Response.Body.FlushAsync(Stop);
            context.Abort();
        });

        var (_, text, _) = await new EndpointStage(fake).RunAsync(EndpointStage.Chat());

        Assert.Equal("A red car.", text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("data: {\"error\":{\"message\":\"CUDA error\",\"code\":500}}\n\n")]
    [InlineData("data: {\"object\":\"error\",\"message\":\"CUDA error\"}\n\n")]
    [InlineData("data: {nonsense\n\n")]
    public async Task A_reply_that_breaks_off_after_words_is_lost_and_says_so(string end)
    {
        await using var fake = await FakeService.StartAsync((context, _) => FakeService.StreamAsync(context, Shapes.Half + end));

        var (last, text, _) = await new EndpointStage(fake).RunAsync(EndpointStage.Chat());

        Assert.Equal("A red", text);
        Assert.Contains("in the middle of a reply", last.Lost!.Replace("ended a reply in the middle", "in the middle of a reply", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1, fake.Chats);
    }

    [Fact]
    public async Task A_silent_service_is_left_after_its_time()
    {
        var options = EndpointStage.Quick with { FirstWords = TimeSpan.FromSeconds(0.2), Retries = 1 };
        await using var fake = await FakeService.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, Stop, TaskContinuationOptions.None, TaskScheduler.Default));

        var (last, _, _) = await new EndpointStage(fake, options).RunAsync(EndpointStage.Chat());

        Assert.Contains("silent for too long", last.Failure, StringComparison.Ordinal);
        Assert.Equal(2, fake.Chats);
    }

    [Fact]
    public async Task A_service_that_only_fails_is_left_alone_for_a_while()
    {
        var options = EndpointStage.Quick with { Retries = 0, BreakAfter = 4, BreakFor = TimeSpan.FromMinutes(1) };
        await using var fake = await FakeService.StartAsync((context, _) => FakeService.JsonAsync(context, 500, "{}"));
        await using var runner = await new EndpointStage(fake, options).Factory().CreateAsync(Stop);
        var failures = new List<string>();

        for (var i = 0; i < 10; i++)
        {
            var request = EndpointStage.Chat();
            var slot = new StepSlot(request.Id, (await runner.AdmitAsync(request, Stop)).PromptTokens);
            SlotResult result;
            do result = (await runner.StepAsync([slot], Stop))[0]; while (result.Failure is null);
            failures.Add(result.Failure);
            runner.Release(request.Id);
        }

        Assert.InRange(fake.Chats, 3, 5);
        Assert.Contains("left alone for a while", failures[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_leaves_closes_the_connection()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var fake = await FakeService.StartAsync(async (context, _) =>
        {
            context.RequestAborted.Register(() => closed.TrySetResult());
            await FakeService.StreamAsync(context, Shapes.Half);
            await context.Response.Body.FlushAsync(Stop);
            await closed.Task;
        });
        await using var runner = await new EndpointStage(fake).Factory().CreateAsync(Stop);
        var request = EndpointStage.Chat();
        await runner.AdmitAsync(request, Stop);
        while ((await runner.StepAsync([new StepSlot(request.Id, 1)], Stop))[0].Text.Length == 0)
        {
            // Until the first words have come.
        }

        runner.Release(request.Id);

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    [Theory]
    [InlineData("""{"object":"list","data":[{"index":1,"embedding":[0,2]},{"index":0,"embedding":[3,4]}],"model":"m","usage":{"prompt_tokens":2,"total_tokens":2}}""")]
    [InlineData("""{"object":"list","data":[{"object":"embedding","index":0,"embedding":"AABAQAAAgEA="},{"object":"embedding","index":1,"embedding":"AAAAAAAAAEA="}]}""")]
    public async Task Vectors_are_read_in_both_spellings_and_made_of_length_one(string body)
    {
        await using var fake = await FakeService.StartAsync((context, _) => FakeService.JsonAsync(context, 200, body));

        var (last, _, _) = await new EndpointStage(fake).RunAsync(new EmbeddingRequest(RequestId.New(), ModelLane.LiveCaption, null, ["a", "b"]));

        Assert.Equal([0.6f, 0.8f], last.Vectors[0]);
        Assert.Equal([0f, 1f], last.Vectors[1]);
        Assert.Equal("""{"model":"m","input":["a","b"]}""", fake.Requests.Last().Body);
    }

    [Fact]
    public async Task Spoken_words_are_transcribed_from_a_wave_file()
    {
        await using var fake = await FakeService.StartAsync((context, _) => FakeService.JsonAsync(context, 200, """{"text":" Good evening. ","usage":{"type":"duration","seconds":3}}"""));

        var (last, text, _) = await new EndpointStage(fake).RunAsync(new TranscriptionRequest(RequestId.New(), ModelLane.LiveCaption, null, new Clip(), "en"));

        Assert.Equal(("Good evening.", FinishReason.Stop), (text, last.Finish));
        var (path, body, _) = fake.Requests.Last();
        Assert.Equal("/v1/audio/transcriptions", path);
        Assert.Contains("RIFFwave", body, StringComparison.Ordinal);
        Assert.Contains("en", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_told_with_those_that_are()
    {
        await using var fake = await FakeService.StartAsync((context, _) => Task.CompletedTask, """{"data":[{"id":"a"},{"id":"b"}]}""");

        var refused = await Assert.ThrowsAsync<ModelException>(async () => await new EndpointStage(fake).Factory("c").CreateAsync(Stop));

        Assert.Contains("has no model 'c': it has a, b", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_told_in_one_sentence()
    {
        var factory = new EndpointRunnerFactory(ModelName.Parse("openai:http://127.0.0.1:9/v1#m"), EndpointStage.Quick, new PictureShelf(1_000_000, (_, _, _) => []), TimeProvider.System);

        var refused = await Assert.ThrowsAsync<ModelException>(async () => await factory.CreateAsync(Stop));

        Assert.Contains("http://127.0.0.1:9/v1 cannot be reached", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_step_scheduler_shares_a_service_and_begins_anew_what_was_lost()
    {
        await using var fake = await FakeService.StartAsync((context, self) => FakeService.StreamAsync(context, self.Chats % 5 == 0 ? Shapes.Half : Shapes.Vllm));
        var options = EndpointStage.Quick with { Concurrency = 3 };
        using var logs = new RecordingLogs();
        await using var worker = new ModelWorker(new ModelWorkerParts("openai", new EndpointStage(fake, options).Factory(), new ModelWorkerOptions { MaxCrashes = 20 }, new RestartOptions(), TimeProvider.System, logs));

        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => worker.RunAsync(EndpointStage.Chat() with { Lane = (ModelLane)(i % 4) }, WhenFull.Wait, null, Stop)));

        Assert.All(replies, reply => Assert.Equal("A red car.", reply.Text));
        Assert.InRange(fake.MostOpen, 1, 4);
        Assert.InRange(fake.Chats, 41, 80);
    }

    private sealed class Clip : ISoundClip
    {
        public TimeRange Range => new(MediaTime.FromSeconds(0), MediaTime.FromSeconds(3));

        public ValueTask<Stream> OpenWaveAsync(CancellationToken cancellationToken) => ValueTask.FromResult<Stream>(new MemoryStream(Encoding.ASCII.GetBytes("RIFFwave")));
    }
}
