using System.Text.Json;

namespace LongVpo.System.Tests;

/// <summary>From an answer on a terminal to a pair that a model can be taught with, and out again when the footage is forgotten.</summary>
public sealed class FeedbackVerbTests
{
    [Fact]
    public async Task An_answer_is_kept_corrected_made_into_a_pair_and_forgotten_with_its_video()
    {
        using var folder = new TempFolder();
        var (file, store, pairs) = (folder.File("sign.mp4"), folder.File("store"), folder.File("pairs.jsonl"));
        await TestClips.MakeAsync(file, "-f", "lavfi", "-i", "color=c=navy:s=320x180:r=25:d=8", "-vf", "drawtext=text='GRAND HOTEL':fontsize=36:x=40:y=70:fontcolor=white:enable='between(t,2,6)'",
            "-c:v", "libx264", "-preset", "ultrafast", "-g", "50");

        var answer = await Product.JsonAsync(0, "ask", "Which hotel is shown?", "--video", file, "--store", store, "--keep");
        var id = answer.GetProperty("id").GetString()!;
        Assert.False((await Product.JsonAsync(0, "ask", "Which hotel is shown?", "--video", file, "--store", store)).TryGetProperty("id", out _));
        var said = await Product.JsonAsync(0, "feedback", id, "--correct", "The sign of the GRAND HOTEL is shown.", "--segments", "s00000", "--store", store);
        Assert.Equal(("correct", "new"), (said.GetProperty("verdict").GetString(), said.GetProperty("kept").GetString()));
        Assert.Equal("same", (await Product.JsonAsync(0, "feedback", id, "--correct", "The sign of the GRAND HOTEL is shown.", "--segments", "s00000", "--store", store)).GetProperty("kept").GetString());
        Assert.Contains("The sign of the GRAND HOTEL is shown.", (await Product.RunAsync("feedback", id, "--store", store)).Output, StringComparison.Ordinal);

        var source = answer.GetProperty("citations")[0].GetProperty("video").GetString()!;
        var made = (await Product.RunAsync("prefs", "feedback", "--store", store, "--out", pairs, "--licence", "CC0-1.0", "--json")).Output;
        var report = Product.LastLine(made);
        // By its name the clip may be one that is kept for tests, of which nothing is made.
        if (report.GetProperty("pairs").GetInt32() == 0) Assert.Equal(1, report.GetProperty("rejects").GetProperty("test_source").GetInt32());
        else
        {
            using var pair = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(pairs, TestContext.Current.CancellationToken)));
            Assert.Equal(answer.GetProperty("answer").GetString(), pair.RootElement.GetProperty("rejected").GetString());
            Assert.Equal(source, pair.RootElement.GetProperty("context").GetProperty("clips")[0].GetProperty("source_id").GetString());
            await Product.JsonAsync(0, "prefs", "page", pairs, "--out", folder.File("pairs.html"));
            Assert.Contains("data:image/jpeg;base64,", await File.ReadAllTextAsync(folder.File("pairs.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await Product.JsonAsync(0, "forget", source, "--store", store);
        Product.SaysOneSentence(await Product.RunAsync("feedback", id, "--up", "--store", store), "no such answer");
        Assert.Equal(0, (await Product.JsonAsync(1, "prefs", "feedback", "--store", store, "--out", pairs)).GetProperty("pairs").GetInt32());
        Assert.Empty(await File.ReadAllLinesAsync(pairs, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_told_in_one_sentence()
    {
        using var folder = new TempFolder();
        var store = folder.File("store");

        Product.SaysOneSentence(await Product.RunAsync("feedback", "r0", "--up", "--down", "--store", store), "--correct");
        Product.SaysOneSentence(await Product.RunAsync("feedback", "r0", "--take-back", "--again", "--store", store), "--take-back");
        Product.SaysOneSentence(await Product.RunAsync("feedback", "r0", "--store", store), "no such answer");
        Product.SaysOneSentence(await Product.RunAsync("prefs", "feedback", "--store", folder.File("none"), "--out", folder.File("pairs.jsonl")), "none");
    }
}
