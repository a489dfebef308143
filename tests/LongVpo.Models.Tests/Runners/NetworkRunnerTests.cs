using System.Collections.Immutable;
using System.Text.Json;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Managed;
using LongVpo.Models.Oracle;
using LongVpo.Models.Runners;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Runners;

/// <summary>Checks a whole model behind the scheduler's port: a folder on disk, pictures on a shelf, words out.</summary>
public sealed class NetworkRunnerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PictureShelf _shelf = new(100_000, static (_, _, _) => throw new NotSupportedException("No picture is sent anywhere here."));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reply_is_the_same_however_its_steps_are_cut()
    {
        await using var runner = await LoadAsync();

        var (whole, _) = await RunAsync(runner, Ask("What is seen?", 1, 2), 1000);
        var (cut, last) = await RunAsync(runner, Ask("What is seen?", 1, 2), 3);

        Assert.Equal(whole, cut);
        Assert.Equal(FinishReason.Length, last.Finish);
        Clear();
        Assert.Equal(200 * 200 * 3, _shelf.Bytes);
    }

    [Fact]
    public async Task Requests_in_one_step_get_the_replies_they_get_alone()
    {
        await using var runner = await LoadAsync();
        ChatRequest[] requests = [Ask("One?", 1), Ask("And two?", 2, 3), Ask("Three, and no picture?")];
        var alone = new List<string>();
        foreach (var request in requests) alone.Add((await RunAsync(runner, Again(request), 1000)).Text);

        var texts = requests.ToDictionary(static request => request.Id, static _ => string.Empty);
        var left = new Dictionary<RequestId, int>();
        foreach (var request in requests) left[request.Id] = (await runner.AdmitAsync(request, Stop)).PromptTokens;
        while (left.Count > 0)
            foreach (var result in await runner.StepAsync([.. left.Select(static request => new StepSlot(request.Key, Math.Min(7, request.Value)))], Stop))
            {
                texts[result.Request] += result.Text;
                left[result.Request] = result.PromptLeft;
                if (result.Finish is not null) left.Remove(result.Request);
            }

        Assert.Equal(alone, requests.Select(request => texts[request.Id]));
    }

    [Fact]
    public async Task A_second_question_on_the_same_pictures_says_what_it_saves()
    {
        await using var runner = await LoadAsync();
        await RunAsync(runner, Ask("One?", 1, 2), 1000);
        var second = Ask("Another question?", 1, 2);

        var cost = await runner.AdmitAsync(second, Stop);
        var result = Assert.Single(await runner.StepAsync([new StepSlot(second.Id, 1000)], Stop));

        Assert.InRange(cost.CachedTokens, 20, cost.PromptTokens - 1);
        Assert.Equal((cost.CachedTokens, 0, 1), (result.CachedTokens, result.PromptLeft, result.Tokens));
    }

    [Fact]
    public async Task A_stop_text_ends_the_reply_before_it()
    {
        await using var runner = await LoadAsync();
        var (text, _) = await RunAsync(runner, Ask("Say something.", 1), 1000);
        var stop = text.Substring(3, 2);
        var request = Ask("Say something.", 1);

        var (cut, last) = await RunAsync(runner, request with { Settings = request.Settings with { Stops = [stop] } }, 1000);

        Assert.Equal(text[..text.IndexOf(stop, StringComparison.Ordinal)], cut);
        Assert.Equal(FinishReason.Stop, last.Finish);
    }

    [Fact]
    public async Task A_picture_that_goes_fails_its_own_request_only()
    {
        await using var runner = await LoadAsync();
        var (losing, other) = (Ask("Seen?", 1), Ask("No picture."));
        await runner.AdmitAsync(losing, Stop);
        await runner.AdmitAsync(other, Stop);
        Clear();

        var results = await runner.StepAsync([new StepSlot(losing.Id, 1000), new StepSlot(other.Id, 1000)], Stop);

        Assert.Contains("no longer on the shelf", results[0].Failure, StringComparison.Ordinal);
        Assert.Equal((null, 1), (results[1].Failure, results[1].Tokens));
        var gone = Ask("Seen?", 4);
        Clear();
        await Assert.ThrowsAsync<ModelException>(async () => await runner.AdmitAsync(gone, Stop));
    }

    [Fact]
    public async Task A_given_reply_is_scored_with_its_end()
    {
        await using var runner = await LoadAsync();
        var question = Ask("Seen?", 1);
        var whole = new ScoringRequest(RequestId.New(), ModelLane.PreferenceData, null, question.Messages, "yes");
        var pieces = whole with { Id = RequestId.New() };

        var (_, once) = await RunAsync(runner, whole, 1000);
        var (_, cut) = await RunAsync(runner, pieces, 4);

        Assert.Equal(4, once.LogProbabilities.Length);
        Assert.All(once.LogProbabilities, static value => Assert.InRange(value, -100, 0));
        for (var i = 0; i < 4; i++) Assert.Equal(once.LogProbabilities[i], cut.LogProbabilities[i], 1e-4f);
    }

    [Fact]
    public async Task Texts_become_vectors_of_length_one()
    {
        await using var runner = await LoadAsync();
        var request = new EmbeddingRequest(RequestId.New(), ModelLane.ArchiveCaption, null, ["a red car", "the sea", "a red car"]);

        var (_, result) = await RunAsync(runner, request, 10);

        Assert.Equal(3, result.Vectors.Length);
        Assert.All(result.Vectors, static vector => Assert.Equal(1, vector.Sum(static value => value * value), 1e-5));
        Assert.Equal(result.Vectors[0], result.Vectors[2]);
        Assert.NotEqual(result.Vectors[0], result.Vectors[1]);
    }

    [Fact]
    public async Task Other_weights_have_another_digest_and_bad_ones_leave_the_former()
    {
        await using var runner = await LoadAsync();
        var before = runner.Version;
        var bad = Directory.CreateDirectory(Path.Combine(_folder.Path, "empty")).FullName;

        await Assert.ThrowsAsync<ModelException>(async () => await runner.SwapAsync(new ModelChange(bad, null), Stop));
        Assert.Equal(before, runner.Version);
        await RunAsync(runner, Ask("Still there?"), 1000);

        await runner.SwapAsync(new ModelChange(TinyChatFolder.Write(_folder, "other", hidden: 24), null), Stop);
        Assert.NotEqual(before.Digest, runner.Version.Digest);
        await RunAsync(runner, Ask("And now?", 1), 1000);
    }

    [Fact]
    public async Task An_adapter_changes_the_replies_and_goes_again()
    {
        await using var runner = await LoadAsync();
        var before = runner.Version;
        var (plain, _) = await RunAsync(runner, Ask("Seen?", 1), 1000);
        var adapter = Path.Combine(_folder.Path, AdaptedWeights.FileName);
        Adapter(adapter, rank: 2, rows: 12);

        await runner.SwapAsync(new ModelChange(null, _folder.Path), Stop);
        var (adapted, _) = await RunAsync(runner, Ask("Seen?", 1), 1000);
        Assert.EndsWith($"+{_folder.Path}", runner.Version.Name, StringComparison.Ordinal);
        await runner.SwapAsync(new ModelChange(null, null), Stop);

        Assert.NotEqual(plain, adapted);
        Assert.Equal(before, runner.Version);
        Assert.Equal(plain, (await RunAsync(runner, Ask("Seen?", 1), 1000)).Text);
    }

    [Fact]
    public void An_adapted_weight_is_the_sum_and_an_adapter_of_another_network_is_refused()
    {
        using var folder = CheckpointFolder.Open(TinyChatFolder.Write(_folder, "adapted"));
        var path = Path.Combine(_folder.Path, "a.safetensors");
        Adapter(path, rank: 2, rows: 12);
        using var engine = new ManagedEngine();
        using var adapted = new AdaptedWeights(folder, path);
        using var weight = adapted.Load(engine, "text.layers.0.attention.q.weight", ElementType.BFloat16);
        var (numbers, plain) = (new float[weight.Count], folder.Read("text.layers.0.attention.q.weight"));
        engine.Read(weight, numbers);

        // Every number of the change is rank * a * b * alpha / rank.
        for (var i = 0; i < numbers.Length; i++) Assert.Equal(plain[i] + (2 * 0.5f * 0.25f * 8 / 2), numbers[i], 1e-5f);
        Adapter(path, rank: 2, rows: 13);
        var refused = Assert.Throws<CheckpointException>(() => new AdaptedWeights(folder, path));
        Assert.Contains("text.layers.0.attention.q", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_cannot_be_explained_says_that_the_runner_is_lost()
    {
        await using var runner = await LoadAsync();

        await Assert.ThrowsAsync<ModelCrashedException>(async () => await runner.StepAsync([new StepSlot(RequestId.New(), 1)], Stop));
    }

    [Fact]
    public async Task What_the_model_cannot_do_is_refused()
    {
        await using var runner = await LoadAsync();

        await Assert.ThrowsAsync<ModelException>(async () => await runner.AdmitAsync(new ExclusiveRequest(RequestId.New(), ModelLane.Training, null, new NoWork()), Stop));
        await Assert.ThrowsAsync<ModelException>(async () => await runner.AdmitAsync(new EmbeddingRequest(RequestId.New(), ModelLane.ArchiveCaption, null, [string.Empty]), Stop));
        await Assert.ThrowsAsync<ModelException>(async () => await LoadAsync(Path.Combine(_folder.Path, "nowhere")));
    }

    [Theory]
    [InlineData("video_identity_size")]
    [InlineData("video_resized")]
    public async Task A_reference_chat_about_a_video_comes_out_word_for_word(string name)
    {
        var folder = SharedFolder.Require("oracle", "tiny_a");
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "e2e.json"), Stop));
        var entry = document.RootElement.EnumerateArray().Single(chat => chat.GetProperty("name").GetString() == name);
        var arrays = new OracleFile(Path.Combine(folder, "e2e.safetensors"));
        var (frames, shape) = (arrays.Whole($"{name}.frames_u8").Select(static level => (byte)level).ToArray(), arrays.Shape($"{name}.frames_u8"));
        ImmutableArray<PictureRef> pictures = [.. frames.Chunk(shape[1] * shape[2] * 3).Select((rgb, i) => new PictureRef(_shelf.Put(rgb, shape[2], shape[1]), MediaTime.FromSeconds(i)))];
        await using var runner = await LoadAsync(folder);
        var settings = new GenerationSettings { MaxTokens = entry.GetProperty("max_new_tokens").GetInt32() };
        var request = new ChatRequest(
            RequestId.New(), ModelLane.LiveQuestion, null, [new ChatMessage(ChatRole.User, [new PicturesPart(pictures), new TextPart("What is the person doing?")])], settings);

        var (text, _) = await RunAsync(runner, request, 10);

        Assert.Equal(entry.GetProperty("generated_text").GetString(), text);
    }

    private static void Adapter(string path, int rank, int rows) => SafetensorsWriter.Write(
        path,
        [
            TensorToWrite.Of("text.layers.0.attention.q.lora_a", Enumerable.Repeat(0.5f, rank * 12).ToArray(), rank, 12),
            TensorToWrite.Of("text.layers.0.attention.q.lora_b", Enumerable.Repeat(0.25f, rows * rank).ToArray(), rows, rank),
        ],
        new Dictionary<string, string> { ["rank"] = "2", ["alpha"] = "8" });

    private async Task<NetworkRunner> LoadAsync(string? folder = null) =>
        await NetworkRunner.LoadAsync(new ManagedEngine(), folder ?? TinyChatFolder.Write(_folder, "model"), _shelf, new GenerationOptions(), null, Stop);

    private ChatRequest Ask(string question, params int[] pictures)
    {
        var parts = ImmutableArray.CreateBuilder<PromptPart>();
        if (pictures.Length > 0) parts.Add(new PicturesPart([.. pictures.Select(number => new PictureRef(Picture(number), MediaTime.FromSeconds(number)))]));
        parts.Add(new TextPart(question));
        return new ChatRequest(RequestId.New(), ModelLane.LiveQuestion, null, [new ChatMessage(ChatRole.User, parts.ToImmutable())], new GenerationSettings { MaxTokens = 12 });
    }

    private static ChatRequest Again(ChatRequest request) => request with { Id = RequestId.New() };

    private PictureKey Picture(int number)
    {
        var rgb = new byte[40 * 30 * 3];
        new Random(number).NextBytes(rgb);
        return _shelf.Put(rgb, 40, 30);
    }

    /// <summary>Puts a picture on the shelf beside which no other has room, unless it is leased.</summary>
    private void Clear() => _shelf.Put(new byte[200 * 200 * 3], 200, 200);

    /// <summary>Admits a request and gives it slots of so many tokens until it has ended.</summary>
    private static async Task<(string Text, SlotResult Last)> RunAsync(NetworkRunner runner, ModelRequest request, int tokens)
    {
        var (text, left) = (string.Empty, (await runner.AdmitAsync(request, Stop)).PromptTokens);
        while (true)
        {
            var result = Assert.Single(await runner.StepAsync([new StepSlot(request.Id, Math.Min(tokens, left))], Stop));
            Assert.Null(result.Failure);
            text += result.Text;
            left = result.PromptLeft;
            if (result.Finish is not null) return (text, result);
        }
    }

    private sealed class NoWork : IExclusiveWork
    {
        public string Name => "nothing";

        public ValueTask<bool> StepAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);
    }
}
