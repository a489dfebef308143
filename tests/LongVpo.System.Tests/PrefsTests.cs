using System.Diagnostics;
using System.Text.Json;
using LongVpo.Models.Tests.Runners;

namespace LongVpo.System.Tests;

/// <summary>Makes preference pairs with a real network of random weights, kills it on the way, and takes what it made through every verb about pairs.</summary>
public sealed class PrefsTests
{
    // A network of random weights says nothing that a judge would let pass, but it says the same whenever it is asked.
    private static readonly string[] Unjudged = ["--without", "rule", "margin", "certainty", "--captions", "script", "--seeds", "0-299"];

    [Fact]
    public async Task Twenty_kills_end_in_the_identical_pairs()
    {
        const int Wanted = 42;
        using var folder = new TempFolder();
        var model = Model(folder);
        string[] Arguments(string file) => ["prefs", "stage1", "--model", model, "--pairs", $"{Wanted}", "--out", folder.File(file), .. Unjudged];
        var whole = await Product.JsonAsync(0, Arguments("whole.jsonl"));
        Assert.Equal(Wanted, whole.GetProperty("pairs").GetInt32());

        for (var kill = 1; kill <= 20; kill++)
        {
            using var process = Process.Start(Product.Start(Arguments("killed.jsonl")))!;
            // Killed while it writes, at every second pair and not by the clock, so that every life comes some way.
            while (!process.HasExited && Lines(folder.File("killed.jsonl")) < 2 * kill) await Task.Delay(1, TestContext.Current.CancellationToken);
            Assert.False(process.HasExited, "it ended before it could be killed");
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var killed = await Product.JsonAsync(0, Arguments("killed.jsonl"));
        Assert.Equal(await Bytes("whole.jsonl"), await Bytes("killed.jsonl"));
        Assert.Equal(await Bytes("whole.jsonl.run"), await Bytes("killed.jsonl.run"));
        Assert.Equal(whole.GetRawText(), killed.GetRawText());

        Task<string> Bytes(string file) => File.ReadAllTextAsync(folder.File(file), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Pairs_are_made_checked_judged_shown_exported_and_read_back()
    {
        using var folder = new TempFolder();
        var (pairs, page) = (folder.File("pairs.jsonl"), folder.File("pairs.html"));
        await Product.JsonAsync(0, ["prefs", "stage1", "--model", Model(folder), "--pairs", "6", "--out", pairs, .. Unjudged]);

        var check = (await Product.RunAsync("prefs", "check", pairs, "--json")).Output;
        Assert.Equal(6, Product.LastLine(check).GetProperty("pairs").GetInt32());
        Assert.Equal(6, Product.LastLine(check).GetProperty("by_stage").GetProperty("stage1").GetInt32());
        var truth = await Product.JsonAsync(0, "prefs", "truth", pairs);
        Assert.Equal((6, 0.0), (truth.GetProperty("pairs").GetInt32(), truth.GetProperty("preferred_right").GetDouble()));
        await Product.JsonAsync(0, "prefs", "page", pairs, "--out", page);
        Assert.Contains("data:image/png;base64,", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        foreach (var format in new[] { "trl", "llamafactory", "swift", "internvl" })
        {
            var exported = await Product.JsonAsync(0, "prefs", "export", pairs, "--format", format, "--out", folder.File(format));
            Assert.Equal(6, exported.GetProperty("pairs").GetInt32());
            var back = folder.File($"{format}.jsonl");
            await Product.JsonAsync(0, "prefs", "import", exported.GetProperty("file").GetString()!, "--format", format, "--out", back);
            Assert.Equal(Told(pairs), Told(back));
        }
    }

    [Fact]
    public async Task What_stage1_cannot_work_with_is_told_in_a_sentence()
    {
        using var folder = new TempFolder();
        string[] Arguments(params string[] last) => ["prefs", "stage1", "--out", folder.File("p.jsonl"), .. last];
        Product.SaysOneSentence(await Product.RunAsync(Arguments("--seeds", "0-9")), "--model");
        Product.SaysOneSentence(await Product.RunAsync(Arguments("--seeds", "300000-300009")), "judging");
        Product.SaysOneSentence(await Product.RunAsync(Arguments("--seeds", "9-0")), "--seeds");
        Product.SaysOneSentence(await Product.RunAsync(Arguments("--seeds", "0-9", "--without", "everything")), "everything");
    }

    [Fact]
    public async Task A_benchmark_is_run_from_its_files()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("bench/videos"));
        await File.WriteAllTextAsync(folder.File("bench/lvb_val.json"), """
            [{"id":"a","video_id":"v1","video_path":"v1.mp4","question":"which colour?","candidates":["red","blue"],"correct_choice":1,"duration_group":15,"duration":4},
             {"id":"b","video_id":"v2","video_path":"gone.mp4","question":"which?","candidates":["red","blue"],"correct_choice":0,"duration_group":15,"duration":4}]
            """, TestContext.Current.CancellationToken);
        await TestClips.MakeAsync(folder.File("bench/videos/v1.mp4"), "-f", "lavfi", "-i", "color=c=blue:s=160x120:r=5:d=4", "-c:v", "libx264", "-pix_fmt", "yuv420p");
        await using var service = await ModelService.StartAsync(chat => ModelService.LastPictures(chat).Count == 3 ? "B" : "A");

        var score = await Product.JsonAsync(0, "eval", "bench", "longvideobench", "--folder", folder.File("bench"), "--frames", "3", "--model", $"openai:{service.Url}#m");

        Assert.Equal((1, 1.0), (score.GetProperty("overall").GetProperty("questions").GetInt32(), score.GetProperty("overall").GetProperty("accuracy").GetDouble()));
        Assert.Equal(1, score.GetProperty("not_scored").GetProperty("missing_video").GetInt32());
    }

    // Every third byte ends an answer, because chance alone comes to no end.
    private static string Model(TempFolder folder)
    {
        var path = TinyChatFolder.Write(folder, "model");
        File.WriteAllText(Path.Combine(path, "generation_config.json"), JsonSerializer.Serialize(new { eos_token_id = Enumerable.Range(0, 256).Where(id => id % 3 == 0).Append(257) }));
        return $"torch:{path}";
    }

    private static int Lines(string path)
    {
        if (!File.Exists(path)) return 0;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Count(letter => letter == '\n');
    }

    private static List<(string?, string?, string?)> Told(string path) => [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)
        .Select(pair => (pair.GetProperty("question").GetString(), pair.GetProperty("chosen").GetString(), pair.GetProperty("rejected").GetString()))];
}
