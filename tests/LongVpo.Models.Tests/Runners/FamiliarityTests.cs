using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Managed;
using LongVpo.Models.Runners;

namespace LongVpo.Models.Tests.Runners;

/// <summary>A network that knows only its own kind of pictures keeps silent on others, for good and for that request alone; and says how likely its words are.</summary>
public sealed class FamiliarityTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PictureShelf _shelf = new(100_000, static (_, _, _) => throw new NotSupportedException("No picture is sent anywhere here."));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Strange_pictures_get_no_words_and_others_in_the_same_step_do()
    {
        await using var runner = await LoadAsync(limit: 1e-6);
        var (seeing, told) = (Ask("Seen?", likelihood: false, 1), Ask("No picture.", likelihood: false));
        await runner.AdmitAsync(seeing, Stop);
        await runner.AdmitAsync(told, Stop);

        var results = await runner.StepAsync([new StepSlot(seeing.Id, 1000), new StepSlot(told.Id, 1000)], Stop);

        Assert.Contains("unlike anything", results[0].Failure, StringComparison.Ordinal);
        Assert.True(results[0].IsLasting);
        Assert.Equal((null, 1), (results[1].Failure, results[1].Tokens));
        // What was refused is not remembered as read: it is refused again.
        var again = Ask("Seen?", likelihood: false, 1);
        Assert.Equal(0, (await runner.AdmitAsync(again, Stop)).CachedTokens);
        Assert.NotNull(Assert.Single(await runner.StepAsync([new StepSlot(again.Id, 3)], Stop)).Failure);
    }

    [Fact]
    public async Task Within_the_limit_the_words_are_those_of_a_network_without_one()
    {
        await using var free = await LoadAsync(null);
        await using var bound = await LoadAsync(limit: 1e6);

        Assert.Equal((await RunAsync(free, Ask("Seen?", likelihood: false, 1, 2), 5)).Text, (await RunAsync(bound, Ask("Seen?", likelihood: false, 1, 2), 5)).Text);
    }

    [Fact]
    public async Task Asked_for_it_a_reply_says_how_likely_each_token_is_and_has_the_same_words()
    {
        await using var runner = await LoadAsync(null);

        var (plain, without) = await RunAsync(runner, Ask("Seen?", likelihood: false, 1), 1000);
        var (words, with) = await RunAsync(runner, Ask("Seen?", likelihood: true, 1), 1000);

        Assert.Equal(plain, words);
        Assert.Empty(without.LogProbabilities);
        Assert.Equal(12, with.LogProbabilities.Length);
        Assert.All(with.LogProbabilities, static one => Assert.InRange(one, -20, 0));
    }

    [Fact]
    public void A_file_comes_back_as_it_was_written()
    {
        float[] book = [.. Enumerable.Range(0, 24).Select(static i => i / 10f)];
        new Familiarity(book, 3).Write(_folder.Path);
        var read = Familiarity.Read(_folder.Path)!;

        Assert.Equal((3, 2), (read.Limit, read.Count));
        Assert.Equal((1, 0f), read.Nearest(book.AsSpan(12)));
        File.WriteAllText(Path.Combine(_folder.Path, Familiarity.Name), "no such file");
        Assert.Throws<CheckpointException>(() => Familiarity.Read(_folder.Path));
    }

    [Fact]
    public void Dim_plain_pictures_are_as_strange_to_a_colourful_book_as_any()
    {
        // The book holds plain red and plain blue, whose common middle is a dim violet.
        var (red, blue) = (Plain(1, 0, 0), Plain(0, 0, 1));
        var familiar = new Familiarity([.. Familiarity.Patches(red, 32)[..Familiarity.PatchWidth], .. Familiarity.Patches(blue, 32)[..Familiarity.PatchWidth]], 0.1);

        Assert.Equal(0, familiar.Distance(red, 32), 1e-6);
        Assert.Equal(0, familiar.Distance(blue, 32), 1e-6);
        Assert.Equal(Math.Sqrt(0.5 / 3), familiar.Distance(Plain(0.5f, 0, 0.5f), 32), 1e-6);
        // Half of a picture red and half blue is familiar in all its parts.
        var halves = Plain(1, 0, 0);
        for (var y = 0; y < 32; y++)
            for (var x = 16; x < 32; x++) (halves[(y * 32) + x], halves[2048 + (y * 32) + x]) = (0, 1);
        Assert.Equal(0, familiar.Distance(halves, 32), 1e-6);
    }

    private static float[] Plain(float red, float green, float blue) => [.. Enumerable.Repeat(red, 1024), .. Enumerable.Repeat(green, 1024), .. Enumerable.Repeat(blue, 1024)];

    private async Task<NetworkRunner> LoadAsync(double? limit)
    {
        var path = TinyChatFolder.Write(_folder, limit is null ? "free" : "bound");
        if (limit is { } known) new Familiarity(new float[Familiarity.PatchWidth], known).Write(path);
        return await NetworkRunner.LoadAsync(new ManagedEngine(), path, _shelf, new GenerationOptions(), null, Stop);
    }

    private ChatRequest Ask(string question, bool likelihood, params int[] pictures)
    {
        var parts = ImmutableArray.CreateBuilder<PromptPart>();
        if (pictures.Length > 0) parts.Add(new PicturesPart([.. pictures.Select(number => new PictureRef(Picture(number), MediaTime.FromSeconds(number)))]));
        parts.Add(new TextPart(question));
        return new ChatRequest(RequestId.New(), ModelLane.LiveQuestion, null, [new ChatMessage(ChatRole.User, parts.ToImmutable())], new GenerationSettings { MaxTokens = 12, TellsLikelihood = likelihood });
    }

    private PictureKey Picture(int number)
    {
        var rgb = new byte[40 * 30 * 3];
        new Random(number).NextBytes(rgb);
        return _shelf.Put(rgb, 40, 30);
    }

    private static async Task<(string Text, SlotResult Last)> RunAsync(NetworkRunner runner, ChatRequest request, int step)
    {
        var (left, text) = ((await runner.AdmitAsync(request, Stop)).PromptTokens, string.Empty);
        while (true)
        {
            var result = Assert.Single(await runner.StepAsync([new StepSlot(request.Id, Math.Min(step, left))], Stop));
            Assert.Null(result.Failure);
            (left, text) = (result.PromptLeft, text + result.Text);
            if (result.Finish is not null) return (text, result);
        }
    }
}
