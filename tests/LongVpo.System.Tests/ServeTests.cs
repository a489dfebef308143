using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using LongVpo.TestKit.Http;

namespace LongVpo.System.Tests;

/// <summary>The real program serves over HTTP, ends in order when it is told to, and goes on after a kill as if nothing had been.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<Process> _started = [];

    private string Store => _folder.File("store");

    [Fact]
    public async Task A_served_source_is_the_one_that_the_command_line_shows_and_the_end_is_orderly()
    {
        var clip = await ClipAsync();
        var (process, client) = await ServeAsync();
        var id = await AddAsync(client, new { url = clip });
        await UntilAsync(client, 0, change => change.Name == "finished");

        var served = await client.GetStringAsync(new Uri($"/v1/sources/{id}/tree", UriKind.Relative), TestContext.Current.CancellationToken);
        var printed = await Product.RunAsync("tree", id, "--store", Store, "--json");
        Assert.Equal(printed.Output.Trim(), served);
        await CommandRun.RunAsync("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)], cancellationToken: TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(string.Empty, await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(served, (await Product.RunAsync("tree", id, "--store", Store, "--json")).Output.Trim());
    }

    [Fact]
    public async Task A_killed_node_takes_up_what_it_watched_and_its_followers_miss_nothing()
    {
        var clip = await ClipAsync();
        var (killed, before) = await ServeAsync();
        await AddAsync(before, new { url = clip, asLive = true, speed = 1 });
        var heard = await UntilAsync(before, 0, change => change.Name == "segment");
        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);

        var (_, after) = await ServeAsync(resumed: 1);
        heard.AddRange(await UntilAsync(after, long.Parse(heard[^1].Id!, CultureInfo.InvariantCulture), change => change.Name == "finished"));

        var positions = heard.Select(change => long.Parse(change.Id!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(1, positions.Count).Select(i => (long)i), positions);
        var segments = heard.Where(change => change.Name == "segment").Select(change => change.Data.GetProperty("segment").GetProperty("id").GetString()).ToList();
        Assert.Equal(Enumerable.Range(0, segments.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"s{i:D5}")), segments);
        Assert.True(segments.Count >= 3, $"{segments.Count} segments");
    }

    [Fact]
    public async Task A_node_beyond_loopback_needs_keys_and_a_made_key_opens_it()
    {
        Product.SaysOneSentence(await Product.RunAsync("serve", "--urls", "http://0.0.0.0:0", "--store", Store), "--api-keys");
        var made = await Product.JsonAsync(0, "serve", "key", "alice", "--api-keys", _folder.File("keys"));

        var (_, client) = await ServeAsync(0, "--api-keys", _folder.File("keys"));

        Assert.Equal(401, (int)(await client.GetAsync(new Uri("/v1/sources", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", made.GetProperty("key").GetString());
        Assert.Equal(200, (int)(await client.GetAsync(new Uri("/v1/sources", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_node_tells_how_its_sources_and_models_are_doing()
    {
        await using var service = await ModelService.StartAsync();
        var (_, client) = await ServeAsync(0, "--model", $"openai:{service.Url}#m");
        await AddAsync(client, new { url = await ClipAsync() });
        await UntilAsync(client, 0, change => change.Name == "caption");

        var told = await client.GetFromJsonAsync<JsonElement>(new Uri("/v1/status", UriKind.Relative), TestContext.Current.CancellationToken);
        var model = Assert.Single(told.GetProperty("models").EnumerateArray());
        Assert.Equal($"openai:{service.Url}#m", model.GetProperty("model").GetString());
        Assert.Equal("vllm org/m", model.GetProperty("version").GetString());
        Assert.True(model.GetProperty("slots").GetInt32() > 0 && model.GetProperty("completed").GetInt64() > 0 && model.GetProperty("tokens_per_second").GetDouble() > 0, model.ToString());
        Assert.Equal(1, told.GetProperty("phases").EnumerateObject().Sum(phase => phase.Value.GetInt32()));
        await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);
        var printed = await Product.RunAsync("status", "--store", Store);
        Assert.Contains($"openai:{service.Url}#m", printed.Output, StringComparison.Ordinal);
        Assert.Contains("tokens/s", printed.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        _folder.Dispose();
    }

    private async Task<string> ClipAsync()
    {
        var clip = _folder.File("clip.mp4");
        // Six scenes of two seconds each, no two alike.
        await TestClips.MakeAsync(clip,
            "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=2", "-f", "lavfi", "-i", "mandelbrot=s=320x180:r=25", "-f", "lavfi", "-i", "smptehdbars=s=320x180:r=25:d=2",
            "-f", "lavfi", "-i", "cellauto=s=320x180:r=25:rule=110", "-f", "lavfi", "-i", "testsrc=s=320x180:r=25:d=2", "-f", "lavfi", "-i", "life=s=320x180:r=25:mold=10:ratio=0.3",
            "-filter_complex", "[1:v]trim=duration=2[b];[3:v]trim=duration=2,format=yuv420p[d];[5:v]trim=duration=2,format=yuv420p[f];[0:v][b][2:v][d][4:v][f]concat=n=6,format=yuv420p[v]",
            "-map", "[v]", "-c:v", "libx264", "-preset", "ultrafast", "-g", "12", "-t", "12");
        return clip;
    }

    private async Task<(Process Process, HttpClient Client)> ServeAsync(int resumed = 0, params string[] more)
    {
        var process = Process.Start(Product.Start(["serve", "--urls", "http://127.0.0.1:0", "--store", Store, "--allow-local", "--json", .. more]))!;
        _started.Add(process);
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        if (line is null) Assert.Fail(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        var listening = Product.LastLine(line);
        Assert.Equal(resumed, listening.GetProperty("resumed").GetInt32());
        return (process, new HttpClient { BaseAddress = new Uri(listening.GetProperty("listening").GetString()!) });
    }

    private static async Task<string> AddAsync(HttpClient client, object source)
    {
        using var added = await client.PostAsJsonAsync("/v1/sources", source, TestContext.Current.CancellationToken);
        Assert.Equal(201, (int)added.StatusCode);
        return (await added.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
    }

    /// <summary>Stored changes after a position, up to and with the one that is waited for.</summary>
    private static async Task<List<ServedEvent>> UntilAsync(HttpClient client, long after, Func<ServedEvent, bool> last)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events") { Headers = { { "Last-Event-ID", after.ToString(CultureInfo.InvariantCulture) } } };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var heard = new List<ServedEvent>();
        await foreach (var change in ServedEvent.ReadAsync(response, TestContext.Current.CancellationToken))
        {
            if (change.Id is null) continue;
            heard.Add(change);
            if (last(change)) return heard;
        }

        throw new InvalidOperationException("The stream ended before what was waited for.");
    }
}
