using LongVpo.Models.Tests.Runners;

namespace LongVpo.System.Tests;

/// <summary>The small network joined up with the whole program: found by its name, asked in its own words, and silent where it has none.</summary>
public sealed class TinyTests
{
    private const string Wording = """
        {"describe":"x","pictures":8,"picturesMost":24,"clause":"^the (?<who>[a-z]+ circle) moves$","questions":[{"words":"^where is the (?<who>[a-z]+ circle)\\?$","find":"only","tells":"{who}"}]}
        """;

    [Fact]
    public async Task A_network_that_is_not_there_is_told_in_a_sentence()
    {
        using var folder = new TempFolder();
        var clip = await ClipAsync(folder);
        await File.WriteAllTextAsync(folder.File("options.json"), $$$"""{"models":{"tinyFolder":"{{{folder.File("nowhere")}}}"}}""", TestContext.Current.CancellationToken);

        var run = await Product.RunAsync("analyze", clip, "--store", folder.File("store"), "--model", "tiny:", "--config", folder.File("options.json"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is not here: train it with longvpo train sft", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_are_no_clause_are_not_kept_and_questions_beyond_its_words_are_answered_from_measurements()
    {
        using var folder = new TempFolder();
        var clip = await ClipAsync(folder);
        var network = TinyChatFolder.Write(folder, "base");
        await File.WriteAllTextAsync(Path.Combine(network, "wording.json"), Wording, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("network.json"), """{"network":"base"}""", TestContext.Current.CancellationToken);
        var (store, options) = (folder.File("store"), folder.File("options.json"));
        await File.WriteAllTextAsync(options, $$$"""{"models":{"tinyFolder":"{{{folder.Path}}}"},"captions":{"segmentTokens":6}}""", TestContext.Current.CancellationToken);

        await Product.JsonAsync(0, "analyze", clip, "--store", store, "--model", "tiny:", "--config", options);
        var segments = (await Product.JsonAsync(0, "tree", clip, "--store", store)).GetProperty("segments").EnumerateArray().ToList();
        var run = await Product.RunAsync("ask", "where is the red circle?", "--video", clip, "--store", store, "--model", "tiny:base", "--config", options, "--json");

        // A network of random numbers says no clause, so what was measured stands.
        Assert.NotEmpty(segments);
        Assert.All(segments, segment => Assert.True(segment.GetProperty("caption_by").TryGetProperty("problem", out _), segment.ToString()));
        Assert.Contains("measurements alone", Product.LastLine(run.Output).GetProperty("by").GetProperty("instead").GetString(), StringComparison.Ordinal);
    }

    private static async Task<string> ClipAsync(TempFolder folder)
    {
        var clip = folder.File("clip.mp4");
        await TestClips.MakeAsync(clip, "-f", "lavfi", "-i", "testsrc2=s=160x120:r=10:d=6", "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p");
        return clip;
    }
}
