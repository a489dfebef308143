using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using LongVpo.Models.Tests.Runners;

namespace LongVpo.System.Tests;

/// <summary>A candidate is put into a running node and taken back, and what the node produces says by which weights.</summary>
public sealed class PromotionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_promoted_model_captions_in_the_running_node_until_it_is_rolled_back_and_after_a_restart()
    {
        using var folder = new TempFolder();
        var (store, config) = (folder.File("store"), folder.File("options.json"));
        var (own, better) = ($"torch:{TinyChatFolder.Write(folder, "own")}", TinyChatFolder.Write(folder, "better", hidden: 24));
        await File.WriteAllTextAsync(config, """{"captions":{"segmentTokens":4,"nodeTokens":4,"picturesPerSegment":1},"looks":{"segments":1,"findingTokens":4,"answerTokens":4}}""", Token);
        // Two networks of random numbers: the tolerance lets one stand for the other.
        await File.WriteAllTextAsync(folder.File("loose.json"), """{"schema":"suite/1","seeds":"200000-200050","lengths":[8],"questions":4,"families":["A1"],"absent":4,"tolerance":0.99}""", Token);

        var before = string.Empty;
        await ServedAsync(store, own, config, async node =>
        {
            before = await VersionAsync(folder, node, "navy");
            var report = await Product.JsonAsync(0, "models", "promote", better, "--over", own, "--suite", folder.File("loose.json"), "--store", store);
            Assert.True(report.GetProperty("passed").GetBoolean());
            var after = await VersionAsync(folder, node, "gold");
            Assert.NotEqual(before, after);
            var line = await Product.JsonAsync(0, "models", "list", "--store", store);
            Assert.Equal(after, line.GetProperty("steps")[0].GetProperty("digest").GetString());
            Assert.Equal(0, line.GetProperty("steps")[0].GetProperty("suite").GetProperty("lengths")[0].GetProperty("frames").GetInt32() - 8);
            Product.SaysOneSentence(await Product.RunAsync("models", "promote", better, "--over", own, "--suite", folder.File("loose.json"), "--store", store), "nothing to promote");
        });
        await ServedAsync(store, own, config, async node =>
        {
            Assert.NotEqual(before, await VersionAsync(folder, node, "teal"));
            await Product.JsonAsync(0, "models", "rollback", own, "--store", store);
            Assert.Equal(before, await VersionAsync(folder, node, "pink"));
        });
        Product.SaysOneSentence(await Product.RunAsync("models", "rollback", own, "--store", store), "taken back");
    }

    [Fact]
    public async Task Nothing_is_promoted_that_no_node_can_run()
    {
        using var folder = new TempFolder();
        var own = $"torch:{TinyChatFolder.Write(folder, "own")}";
        await File.WriteAllTextAsync(folder.File("suite.json"), """{"schema":"suite/1"}""", Token);
        string[] Promote(string candidate, string suite) => ["models", "promote", candidate, "--over", own, "--suite", folder.File(suite), "--store", folder.File("store")];

        Product.SaysOneSentence(await Product.RunAsync(Promote(folder.File("nowhere"), "suite.json")), "nowhere");
        Product.SaysOneSentence(await Product.RunAsync(Promote("openai:http://localhost:1/v1#x", "suite.json")), "no folder");
        Product.SaysOneSentence(await Product.RunAsync(Promote(own, "none.json")), "none.json");
        Assert.Equal(1, (await Product.RunAsync("models", "list", "--store", folder.File("store"))).ExitCode);
    }

    // What a network of random numbers answers does not stand, but what it says of a segment is kept with its weights.
    private static async Task<string> VersionAsync(TempFolder folder, HttpClient node, string colour)
    {
        var clip = folder.File($"{colour}.mp4");
        await TestClips.MakeAsync(clip, "-f", "lavfi", "-i", $"color=c={colour}:s=160x90:r=10:d=2", "-c:v", "libx264", "-preset", "ultrafast");
        using var added = await node.PostAsJsonAsync(new Uri("/v1/sources", UriKind.Relative), new { url = clip }, Token);
        var id = (await added.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString();
        while (true)
        {
            using var told = await node.GetAsync(new Uri($"/v1/sources/{id}/tree", UriKind.Relative), Token);
            if (told.IsSuccessStatusCode && (await told.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("segments").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } segment
                && segment.TryGetProperty("caption_by", out var by)) return by.GetProperty("version").GetString()!;
            await Task.Delay(100, Token);
        }
    }

    private static async Task ServedAsync(string store, string model, string config, Func<HttpClient, Task> meanwhile)
    {
        using var node = Process.Start(Product.Start("serve", "--urls", "http://127.0.0.1:0", "--store", store, "--model", model, "--config", config, "--allow-local", "--json"))!;
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri(Product.LastLine((await node.StandardOutput.ReadLineAsync(Token))!).GetProperty("listening").GetString()!) };
            while (!(await Product.RunAsync("status", "--store", store)).Output.Contains("Requests are taken at", StringComparison.Ordinal)) Assert.False(node.HasExited);
            await meanwhile(client);
        }
        finally
        {
            node.Kill();
            await node.WaitForExitAsync(CancellationToken.None);
        }
    }
}
