using System.Diagnostics;
using System.Text.Json;
using LongVpo.Models.Tests.Endpoints;
using LongVpo.Models.Tests.Runners;

namespace LongVpo.System.Tests;

/// <summary>Models joined up with the whole program: captions beside the measured ones, once each whatever happens, and answers held to what is stored.</summary>
public sealed class ModelTests
{
    [Fact]
    public async Task A_checkpoint_folder_captions_every_segment_and_node_with_its_version()
    {
        using var folder = new TempFolder();
        var clip = await ClipAsync(folder);
        var model = $"torch:{TinyChatFolder.Write(folder, "model")}";
        var config = Path.Combine(folder.Path, "options.json");
        await File.WriteAllTextAsync(config, """{"captions":{"segmentTokens":6,"nodeTokens":6,"picturesPerSegment":2},"looks":{"segments":2,"findingTokens":4,"answerTokens":6}}""", TestContext.Current.CancellationToken);

        await Product.JsonAsync(0, "analyze", clip, "--store", folder.File("store"), "--model", model, "--config", config);
        var tree = await Product.JsonAsync(0, "tree", clip, "--store", folder.File("store"));

        var said = Subjects(tree).ToList();
        Assert.True(said.Count > 4, $"{said.Count} subjects");
        var versions = said.Select(s => s.GetProperty("caption_by").GetProperty("version").GetString()).Distinct();
        Assert.Matches("^[0-9a-f]{64}$", Assert.Single(versions)!);
        Assert.All(tree.GetProperty("segments").EnumerateArray(), s => Assert.True(s.GetProperty("caption_by").TryGetProperty("same_as", out _) || s.GetProperty("caption_by").GetProperty("pictures").GetInt32() > 0));
        foreach (var node in tree.GetProperty("scenes").EnumerateArray())
            Assert.Equal(node.GetProperty("children").EnumerateArray().Select(c => c.GetString()), node.GetProperty("caption_by").GetProperty("from").EnumerateArray().Select(c => c.GetProperty("id").GetString()));

        // A network of random numbers names no place, so what was measured stands and says why.
        var run = await Product.RunAsync("ask", "Which words are on screen?", "--video", clip, "--store", folder.File("store"), "--model", model, "--config", config, "--json");
        var by = Product.LastLine(run.Output).GetProperty("by");
        Assert.True(by.GetProperty("calls").GetInt32() > 0);
        Assert.Contains("measurements alone", by.GetProperty("instead").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_is_asked_once_per_caption_however_often_the_program_is_killed()
    {
        using var folder = new TempFolder();
        var clip = await ClipAsync(folder);
        await using var service = await ModelService.StartAsync();
        var (store, model) = (folder.File("store"), $"openai:{service.Url}#m");
        foreach (var wait in (int[])[1500, 2500, 3500])
        {
            using var process = Process.Start(Product.Start("analyze", clip, "--store", store, "--model", model, "--json"))!;
            await Task.WhenAny(Task.Delay(wait, TestContext.Current.CancellationToken), process.WaitForExitAsync(TestContext.Current.CancellationToken));
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await Product.JsonAsync(0, "analyze", clip, "--store", store, "--model", model);
        var tree = await Product.JsonAsync(0, "tree", clip, "--store", store);
        var chats = service.Chats;
        await Product.JsonAsync(0, "analyze", clip, "--store", store, "--model", model);

        Assert.Equal(chats, service.Chats);
        var asked = Subjects(tree).Count(s => !s.GetProperty("caption_by").TryGetProperty("same_as", out _));
        // Killed between the reply and its storing, a caption is asked for again: once per kill at most.
        Assert.InRange(chats, asked, asked + 3);
        Assert.All(Subjects(tree), s => Assert.StartsWith("A caption of", s.GetProperty("caption").GetString(), StringComparison.Ordinal));
        Assert.Contains(tree.GetProperty("segments").EnumerateArray(), s => s.GetProperty("caption").GetString() == "A caption of 4 pictures.");
        Assert.Contains(service.Requests, r => r.Path == "/v1/chat/completions" && ModelService.WordsOf(r.Body).Contains("What was seen before:\n- A caption of", StringComparison.Ordinal));
        Assert.All(tree.GetProperty("segments").EnumerateArray(), s => Assert.NotEqual(s.GetProperty("observed").GetString(), s.GetProperty("caption").GetString()));
    }

    [Theory]
    [InlineData("captions", 1)]
    [InlineData("retrieve", 1)]
    [InlineData("map-reduce", 0)]
    [InlineData("agent", 0)]
    public async Task Answers_cite_segments_that_exist_at_the_segments_own_times(string mode, int calls)
    {
        using var folder = new TempFolder();
        var clip = await ClipAsync(folder);
        await using var service = await ModelService.StartAsync();
        var store = folder.File("store");
        await Product.JsonAsync(0, "analyze", clip, "--store", store);
        var tree = await Product.JsonAsync(0, "tree", clip, "--store", store);

        var answer = await Product.JsonAsync(0, "ask", "What does the man carry?", "--video", clip, "--store", store, "--model", $"openai:{service.Url}#m", "--mode", mode);

        var by = answer.GetProperty("by");
        Assert.Equal(mode, by.GetProperty("mode").GetString());
        Assert.Equal(1, by.GetProperty("invented").GetInt32());
        if (calls > 0) Assert.Equal(calls, by.GetProperty("calls").GetInt32());
        Assert.Equal(service.Chats, by.GetProperty("calls").GetInt32());
        var cited = Assert.Single(answer.GetProperty("citations").EnumerateArray());
        var segment = tree.GetProperty("segments").EnumerateArray().Single(s => s.GetProperty("id").GetString() == cited.GetProperty("segment").GetString());
        Assert.Equal(segment.GetProperty("start").GetDouble(), cited.GetProperty("start").GetDouble());
        Assert.Equal(segment.GetProperty("end").GetDouble(), cited.GetProperty("end").GetDouble());
        Assert.Equal("It is there.", answer.GetProperty("answer").GetString());
    }

    [Fact]
    public async Task What_was_measured_stands_when_the_model_cites_nothing_that_exists()
    {
        using var folder = new TempFolder();
        var clip = await ClipAsync(folder);
        await using var service = await ModelService.StartAsync();
        var run = await Product.RunAsync("ask", "Where is \"UNANSWERABLE\" on screen?", "--video", clip, "--store", folder.File("store"), "--model", $"openai:{service.Url}#m", "--mode", "captions", "--json");

        var answer = Product.LastLine(run.Output);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(1, answer.GetProperty("by").GetProperty("invented").GetInt32());
        Assert.Contains("measurements alone", answer.GetProperty("by").GetProperty("instead").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("torch:", "names no folder")]
    [InlineData("torch:nowhere", "There is no folder")]
    [InlineData("openai:http://127.0.0.1:9/v1", "which model")]
    [InlineData("clever", "names no model")]
    [InlineData("tiny:nowhere", "There is no network tiny:nowhere")]
    public async Task A_model_that_cannot_be_used_is_one_sentence_before_anything_is_written(string model, string words)
    {
        using var folder = new TempFolder();
        var store = folder.File("store");

        Product.SaysOneSentence(await Product.RunAsync("analyze", folder.File("clip.mp4"), "--store", store, "--model", model), words);

        Assert.False(Directory.Exists(store));
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_one_sentence_before_anything_is_written()
    {
        using var folder = new TempFolder();
        var config = folder.File("options.json");
        await File.WriteAllTextAsync(config, """{"endpoints":{"retries":0}}""", TestContext.Current.CancellationToken);

        Product.SaysOneSentence(await Product.RunAsync("analyze", folder.File("clip.mp4"), "--store", folder.File("store"), "--config", config, "--model", "openai:http://127.0.0.1:9/v1#m"), "cannot be reached");

        Assert.False(Directory.Exists(folder.File("store")));
    }

    [Fact]
    public async Task Modes_are_compared_over_the_same_questions()
    {
        using var folder = new TempFolder();
        var clip = await ClipAsync(folder);
        await using var service = await ModelService.StartAsync();
        var (store, questions) = (folder.File("store"), folder.File("questions.jsonl"));
        await Product.JsonAsync(0, "analyze", clip, "--store", store);
        await File.WriteAllTextAsync(questions, """
            {"question":"What does the man carry?","start":0,"end":32}

            {"question":"What does the woman carry?","start":900,"end":901}
            """, TestContext.Current.CancellationToken);

        var run = await Product.RunAsync("eval", "modes", "--questions", questions, "--store", store, "--model", $"openai:{service.Url}#m", "--json");

        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.Trim().Split('\n').Select(Product.LastLine).ToList();
        Assert.Equal(["measured", "captions", "retrieve", "map-reduce", "agent"], lines.Select(l => l.GetProperty("mode").GetString()));
        Assert.Equal(service.Chats, lines.Sum(l => l.GetProperty("calls").GetInt32()));
        Assert.All(lines.Skip(1), l => Assert.Equal((2, 1, 2), (l.GetProperty("found").GetInt32(), l.GetProperty("hit").GetInt32(), l.GetProperty("by_model").GetInt32())));
        Assert.Equal(0, lines[0].GetProperty("calls").GetInt32());
    }

    private static IEnumerable<JsonElement> Subjects(JsonElement tree) =>
        [.. tree.GetProperty("segments").EnumerateArray(), .. tree.GetProperty("scenes").EnumerateArray(), .. tree.GetProperty("chapters").EnumerateArray(), tree.GetProperty("programme")];

    private static async Task<string> ClipAsync(TempFolder folder)
    {
        var clip = folder.File("clip.mp4");
        await TestClips.MakeAsync(clip,
            "-f", "lavfi", "-i", "testsrc2=s=320x180:r=10:d=4", "-f", "lavfi", "-i", "mandelbrot=s=320x180:r=10", "-f", "lavfi", "-i", "color=c=navy:s=320x180:r=10:d=24",
            "-filter_complex", "[1:v]trim=duration=4,setpts=PTS-STARTPTS[b];[0:v][b][2:v]concat=n=3,format=yuv420p[v]", "-map", "[v]", "-c:v", "libx264", "-preset", "veryfast", "-g", "20", "-t", "32");
        return clip;
    }
}
