using System.Diagnostics;
using System.Text.Json;
using LongVpo.Models.Tests.Endpoints;

namespace LongVpo.System.Tests;

/// <summary>What is said is written down by a service, stands where the sound was, is asked for once, and costs nothing but itself when it fails.</summary>
public sealed class SpeechTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_said_is_found_where_its_sound_was_and_quiet_goes_nowhere()
    {
        using var folder = new TempFolder();
        await using var service = await ModelService.StartAsync();
        var (clip, store, speech) = (await ClipAsync(folder), folder.File("store"), $"openai:{service.Url}#m");

        await Product.JsonAsync(0, "analyze", clip, "--store", store, "--speech", speech);
        var tree = await Product.JsonAsync(0, "tree", clip, "--store", store);
        var answer = await Product.JsonAsync(0, "ask", "What is said about the harbour?", "--video", clip, "--store", store);
        await Product.JsonAsync(0, "analyze", clip, "--store", store, "--speech", speech);

        IsHeard(tree);
        Assert.Equal(3, Sounds(service));
        // A second of sound is 32,000 bytes; three times two seconds were loud, and little around them goes along.
        Assert.InRange(service.Requests.Where(r => r.Path == "/v1/audio/transcriptions").Sum(r => r.Body.Length), 3 * 64_000, 3 * 85_000);
        Assert.Contains(tree.GetProperty("segments").EnumerateArray(), s => s.GetProperty("caption").GetString()!.Contains("Said, as a speech model wrote it down", StringComparison.Ordinal));
        Assert.True(answer.GetProperty("found").GetBoolean(), answer.ToString());
        Assert.Contains("in the speech (as transcribed)", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
        var exported = await Product.RunAsync("export", clip, "--store", store, "--format", "srt", "--content", "lines");
        Assert.Contains("The harbour opens", exported.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_fails_costs_the_speech_alone_and_the_next_run_goes_on_there()
    {
        using var folder = new TempFolder();
        var (asked, failing) = (0, true);
        await using var service = await FakeService.StartAsync((context, _) =>
            ++asked > 1 && failing
                ? FakeService.JsonAsync(context, 400, """{"error":{"message":"too loud"}}""")
                : FakeService.JsonAsync(context, 200, $$"""{"text":"The harbour opens, line {{asked}}."}"""));
        var (clip, store, config) = (await ClipAsync(folder), folder.File("store"), folder.File("options.json"));
        await File.WriteAllTextAsync(config, """{"speech":{"attempts":1}}""", Token);
        string[] command = ["analyze", clip, "--store", store, "--speech", $"openai:{service.Url}#m", "--config", config];

        Product.SaysOneSentence(await Product.RunAsync(command), "Speech is not written down from", "too loud", "run the same command again");
        var before = await Product.JsonAsync(0, "tree", clip, "--store", store);
        failing = false;
        await Product.JsonAsync(0, command);
        var after = await Product.JsonAsync(0, "tree", clip, "--store", store);

        Assert.True(before.GetProperty("finished").GetBoolean());
        Assert.Single(Lines(before).Distinct());
        IsHeard(after);
        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task Captions_by_a_model_know_what_is_said()
    {
        using var folder = new TempFolder();
        await using var service = await ModelService.StartAsync();
        var (clip, model) = (await ClipAsync(folder), $"openai:{service.Url}#m");

        await Product.JsonAsync(0, "analyze", clip, "--store", folder.File("store"), "--speech", model, "--model", model);

        Assert.Contains(service.Requests, r => r.Path == "/v1/chat/completions" && ModelService.WordsOf(r.Body).Contains("Said, as a speech model wrote it down: \"The harbour", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stretch_of_watched_footage_that_the_service_fails_on_is_let_go_and_told()
    {
        using var folder = new TempFolder();
        var asked = 0;
        await using var service = await FakeService.StartAsync((context, _) =>
            ++asked == 2 ? FakeService.JsonAsync(context, 400, """{"error":{"message":"too loud"}}""") : FakeService.JsonAsync(context, 200, """{"text":"The harbour opens."}"""));
        var (clip, store, config) = (await ClipAsync(folder), folder.File("store"), folder.File("options.json"));
        await File.WriteAllTextAsync(config, """{"speech":{"attempts":1}}""", Token);

        var run = await Product.ShellAsync($"LONGVPO watch '{clip}' --speed 4 --store '{store}' --speech 'openai:{service.Url}#m' --config '{config}' --json < /dev/null");
        var tree = await Product.JsonAsync(0, "tree", clip, "--store", store);

        Assert.True(run.ExitCode == 0, run.Error);
        var heard = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Product.LastLine).Where(l => l.GetProperty("watch").GetString() == "speech").Select(l => l.GetProperty("speech")).ToList();
        Assert.Equal(["The harbour opens.", "", "The harbour opens."], heard.Select(h => h.GetProperty("text").GetString()));
        Assert.Contains("too loud", heard[1].GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Equal(heard[1].GetProperty("start").GetDouble(), Assert.Single(tree.GetProperty("unheard").EnumerateArray()).GetProperty("start").GetDouble());
        Assert.Equal(2, Lines(tree).Distinct().Count());
    }

    [Fact]
    public async Task A_live_source_is_heard_as_it_passes()
    {
        using var folder = new TempFolder();
        await using var service = await ModelService.StartAsync();
        var (clip, store) = (await ClipAsync(folder), folder.File("store"));
        await LiveAsync(clip, store, service, [], heard => heard.Count(h => !h.TryGetProperty("problem", out _)) >= 4, async heard =>
        {
            var found = await Product.JsonAsync(0, "search", "harbour", "--store", store);
            Assert.True(found.GetProperty("hits").GetArrayLength() >= 3, found.ToString());
            // The sound comes every four seconds; the first is heard from wherever the watching began.
            Assert.All(heard.Skip(1).Zip(heard.Skip(2)), pair => Assert.Equal(4, pair.Second.GetProperty("start").GetDouble() - pair.First.GetProperty("start").GetDouble(), 0.35));
        });
    }

    [Fact]
    public async Task A_service_that_does_not_keep_up_with_live_sound_loses_the_oldest_of_it_and_that_is_told()
    {
        using var folder = new TempFolder();
        var release = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(async (context, _) =>
        {
            await release.Task.WaitAsync(context.RequestAborted);
            await FakeService.JsonAsync(context, 200, """{"text":"The harbour opens."}""");
        });
        var (clip, store, config) = (await ClipAsync(folder), folder.File("store"), folder.File("options.json"));
        await File.WriteAllTextAsync(config, """{"speech":{"waitingStretches":1}}""", Token);
        // Four stretches pass while the first is held, and one may wait.
        var held = Task.Delay(TimeSpan.FromSeconds(18), Token).ContinueWith(_ => release.SetResult(), TaskScheduler.Default);

        await LiveAsync(clip, store, service, ["--config", config], heard => heard.Count >= 3, heard =>
        {
            Assert.Contains("did not keep up", heard[1].GetProperty("problem").GetString(), StringComparison.Ordinal);
            Assert.True(heard[0].GetProperty("end").GetDouble() <= heard[1].GetProperty("start").GetDouble());
            Assert.True(heard[1].GetProperty("end").GetDouble() <= heard[2].GetProperty("start").GetDouble());
            return Task.CompletedTask;
        });
        await held;
    }

    [Theory]
    [InlineData("torch:somewhere", "cannot write speech down")]
    [InlineData("openai:http://127.0.0.1:9/v1", "which model")]
    public async Task What_cannot_write_speech_down_is_one_sentence_before_anything_is_written(string speech, string words)
    {
        using var folder = new TempFolder();

        Product.SaysOneSentence(await Product.RunAsync("analyze", folder.File("clip.mp4"), "--store", folder.File("store"), "--speech", speech), words);

        Assert.False(Directory.Exists(folder.File("store")));
    }

    // Watches a clip that is looped as live until enough was heard, and kills the watching.
    private static async Task LiveAsync(string clip, string store, FakeService service, string[] more, Func<List<JsonElement>, bool> enough, Func<List<JsonElement>, Task> judge)
    {
        using var simulator = Process.Start(Product.Start("simulate", clip, "--as", "http", "--loop", "--json"))!;
        try
        {
            var url = Product.LastLine(await simulator.StandardOutput.ReadLineAsync(Token) ?? "{}").GetProperty("url").GetString()!;
            using var watcher = Process.Start(Product.Start(["watch", url, "--store", store, "--speech", $"openai:{service.Url}#m", "--json", .. more]))!;
            var heard = new List<JsonElement>();
            try
            {
                while (!enough(heard))
                {
                    var line = await watcher.StandardOutput.ReadLineAsync(Token);
                    Assert.NotNull(line);
                    if (Product.LastLine(line) is var told && told.GetProperty("watch").GetString() == "speech") heard.Add(told.GetProperty("speech"));
                }
            }
            finally
            {
                watcher.Kill();
                await watcher.WaitForExitAsync(CancellationToken.None);
            }

            await judge(heard);
        }
        finally
        {
            simulator.Kill();
        }
    }

    private static int Sounds(FakeService service) => service.Requests.Count(r => r.Path == "/v1/audio/transcriptions");

    private static List<(double Start, double End)> Lines(JsonElement tree) =>
        [.. tree.GetProperty("segments").EnumerateArray().SelectMany(s => s.GetProperty("observations").EnumerateArray()).Where(o => o.GetProperty("kind").GetString() == "speech")
            .Select(o => (o.GetProperty("start").GetDouble(), o.GetProperty("end").GetDouble()))];

    // Sound from 1 to 3, 5 to 7 and 9 to 11 seconds; a stretch reaches up to 0.3 s beyond it on either side, and no further.
    private static void IsHeard(JsonElement tree)
    {
        var lines = Lines(tree).Distinct().Order().ToList();
        Assert.Equal(3, lines.Count);
        Assert.All(lines.Zip([1.0, 5.0, 9.0]), pair => Assert.InRange(pair.First.Start, pair.Second - 0.31, pair.Second + 0.01));
        Assert.All(lines.Zip([3.0, 7.0, 11.0]), pair => Assert.InRange(pair.First.End, pair.Second - 0.01, pair.Second + 0.31));
    }

    private static async Task<string> ClipAsync(TempFolder folder)
    {
        var clip = folder.File("clip.mp4");
        await TestClips.MakeAsync(clip,
            "-f", "lavfi", "-i", "testsrc2=s=160x90:r=10:d=6", "-f", "lavfi", "-i", "color=c=navy:s=160x90:r=10:d=6", "-f", "lavfi", "-i", "aevalsrc='0.3*sin(2*PI*440*t)*gte(mod(t,4),1)*lt(mod(t,4),3)':s=16000:d=12",
            "-filter_complex", "[0:v][1:v]concat=n=2,format=yuv420p[v]", "-map", "[v]", "-map", "2:a", "-c:v", "libx264", "-preset", "ultrafast", "-g", "10", "-c:a", "aac", "-t", "12");
        return clip;
    }
}
