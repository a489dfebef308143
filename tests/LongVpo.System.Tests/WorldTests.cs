using System.Text.Json;

namespace LongVpo.System.Tests;

/// <summary>A film of which everything is known is made, watched, and compared with its script: what the product is judged by must be what it is shown.</summary>
public sealed class WorldTests
{
    private static readonly string[] Film = ["--seed", "200001", "--seconds", "40"];

    [Fact]
    public async Task Cuts_signs_and_lines_of_a_film_are_found_where_its_script_has_them()
    {
        using var folder = new TempFolder();
        var (file, store) = (folder.File("film.mp4"), folder.File("store"));
        var done = await Product.JsonAsync(0, ["world", "render", file, .. Film]);
        var script = await Product.JsonAsync(0, ["world", "script", .. Film]);
        await Product.JsonAsync(0, "analyze", file, "--store", store);
        var segments = (await Product.JsonAsync(0, "tree", file, "--store", store)).GetProperty("segments").EnumerateArray().ToList();

        Assert.Equal(script.GetProperty("duration").GetDouble(), done.GetProperty("duration").GetDouble());
        var scenes = script.GetProperty("scenes").EnumerateArray().ToList();
        var cuts = scenes.Skip(1).Where(scene => scene.GetProperty("opening").GetString() == "cut").ToList();
        Assert.NotEmpty(cuts);
        Assert.All(cuts, cut => Assert.Contains(segments, segment =>
            segment.GetProperty("opens_with").GetString() == "hard" && Math.Abs(TreeChecks.Start(segment) - TreeChecks.Start(cut)) <= 0.06));
        var (signs, lines) = (0, 0);
        foreach (var scene in scenes)
        {
            var texts = segments.Where(segment => TreeChecks.Start(segment) < TreeChecks.End(scene) && TreeChecks.End(segment) > TreeChecks.Start(scene))
                .SelectMany(segment => segment.GetProperty("observations").EnumerateArray()).Select(seen => seen.TryGetProperty("text", out var text) ? text.GetString() : null).ToList();
            if (scene.TryGetProperty("sign", out var sign) && ++signs > 0) Assert.Contains(sign.GetProperty("what").GetString(), texts);
            if (scene.TryGetProperty("line", out var line) && ++lines > 0) Assert.Contains(line.GetProperty("what").GetString(), texts);
        }

        Assert.True(signs > 0 && lines > 0, "the film has neither signs nor lines: take another seed");
    }

    [Fact]
    public async Task Questions_are_lines_of_json_that_are_the_same_every_time()
    {
        var once = await Product.RunAsync(["world", "questions", .. Film, "--each", "1"]);
        var again = await Product.RunAsync(["world", "questions", .. Film, "--each", "1"]);

        Assert.Equal(once.Output, again.Output);
        var questions = once.Output.TrimEnd().Split('\n').Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.True(questions.Count > 12, once.Output);
        Assert.All(questions, question => Assert.Equal(
            question.GetProperty("answer").GetString(), question.GetProperty("choices")[question.GetProperty("right").GetInt32()].GetString()));
    }

    [Fact]
    public async Task What_cannot_be_made_costs_one_sentence()
    {
        using var folder = new TempFolder();
        var file = folder.File("film.mp4");

        Product.SaysOneSentence(await Product.RunAsync("world", "render", file, "--seed", "150000"), "150000", "validation 200000-201999");
        Product.SaysOneSentence(await Product.RunAsync("world", "render", file, "--size", "481x480"), "481", "even");
        Product.SaysOneSentence(await Product.RunAsync("world", "render", file, "--size", "wide"), "'wide'", "480x480");
        Product.SaysOneSentence(await Product.RunAsync("world", "render", file, "--rate", "0"), "'0'", "30000/1001");
        Product.SaysOneSentence(await Product.RunAsync("world", "render", file, "--damage", "rain=1"), "'rain=1'", "noise=0..300");
        Product.SaysOneSentence(await Product.RunAsync("world", "render", folder.File(Path.Combine("nowhere", "film.mp4"))), "nowhere", "make it first");
        Product.SaysOneSentence(await Product.RunAsync("world", "questions", "--each", "0"), "1 to 1000");
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
