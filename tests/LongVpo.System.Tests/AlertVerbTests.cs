using System.Diagnostics;
using System.Text.Json;

namespace LongVpo.System.Tests;

/// <summary>Alerts as a person at a terminal uses them: the same words whether a node serves the store or nothing runs.</summary>
public sealed class AlertVerbTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alert_is_tried_armed_listed_and_removed_with_and_without_a_node()
    {
        using var folder = new TempFolder();
        var (file, store) = (folder.File("sign.mp4"), folder.File("store"));
        await TestClips.MakeAsync(file, "-f", "lavfi", "-i", "color=c=navy:s=320x180:r=25:d=16", "-vf", "drawtext=text='GRAND HOTEL':fontsize=36:x=40:y=70:fontcolor=white:enable='between(t,5,9)'",
            "-c:v", "libx264", "-preset", "ultrafast", "-g", "50");
        await Product.JsonAsync(0, "analyze", file, "--store", store);
        await File.WriteAllTextAsync(folder.File("secret"), "a secret of sixteen or more\n", Token);

        var tried = await Product.JsonAsync(0, "alert", "backtest", "--contains", "GRAND HOTEL", "--video", file, "--store", store);
        var nothing = await Product.JsonAsync(1, "alert", "backtest", "--contains", "TSUNAMI", "--store", store);
        var armed = await Product.JsonAsync(0, "alert", "arm", "--contains", "GRAND HOTEL", "--name", "hotel", "--from-the-beginning", "--webhook", "https://198.51.100.7/hook", "--secret", folder.File("secret"), "--store", store);
        var id = armed.GetProperty("id").GetString()!;

        Assert.Equal(1, tried.GetProperty("episodes").GetInt32());
        Assert.Equal(0, nothing.GetProperty("episodes").GetInt32());
        Assert.DoesNotContain("sixteen", armed.GetRawText(), StringComparison.Ordinal);
        await ServedAsync(store, async () =>
        {
            var listed = await Product.RunAsync("alert", "list", "--store", store);
            Assert.Contains($"{id}  hotel  when the words contain \"GRAND HOTEL\"  all videos", listed.Output, StringComparison.Ordinal);
            JsonElement told;
            while ((await Product.RunAsync("alert", "told", id, "--store", store, "--json")) is var run && run.ExitCode == 1) await Task.Delay(200, Token);
            told = Product.LastLine((await Product.RunAsync("alert", "told", id, "--store", store, "--json")).Output);
            Assert.Equal(id, told.GetProperty("standing").GetString());
            var pinned = await Product.JsonAsync(0, "alert", "pin", "When is \"GRAND HOTEL\" on screen?", "--store", store);
            Assert.StartsWith("q", pinned.GetProperty("id").GetString(), StringComparison.Ordinal);
            Assert.Equal(0, (await Product.RunAsync("alert", "remove", id, "--store", store)).ExitCode);
            Product.SaysOneSentence(await Product.RunAsync("alert", "remove", id, "--store", store), "no such id");
        });
        var left = await Product.RunAsync("alert", "list", "--store", store);
        Assert.Contains("on screen?", left.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(id, left.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_meant_is_told_in_one_sentence()
    {
        using var folder = new TempFolder();
        var store = folder.File("store");

        Product.SaysOneSentence(await Product.RunAsync("alert", "arm", "--store", store), "question is missing");
        Product.SaysOneSentence(await Product.RunAsync("alert", "arm", "Who?", "--contains", "a", "--count", "2", "--store", store), "one condition");
        Product.SaysOneSentence(await Product.RunAsync("alert", "arm", "Who?", "--webhook", "https://198.51.100.7/", "--store", store), "--secret");
        Product.SaysOneSentence(await Product.RunAsync("alert", "list", "--node", "http://127.0.0.1:1", "--store", store), "longvpo serve");
        Product.SaysOneSentence(await Product.RunAsync("alert", "list", "--node", "here", "--store", store), "--node here");
    }

    private static async Task ServedAsync(string store, Func<Task> meanwhile)
    {
        using var node = Process.Start(Product.Start("serve", "--urls", "http://127.0.0.1:0", "--store", store, "--json"))!;
        try
        {
            Assert.NotNull(await node.StandardOutput.ReadLineAsync(Token));
            while (!(await Product.RunAsync("status", "--store", store)).Output.Contains("Requests are taken at", StringComparison.Ordinal)) Assert.False(node.HasExited);
            await meanwhile();
        }
        finally
        {
            node.Kill();
            await node.WaitForExitAsync(CancellationToken.None);
        }
    }
}
