using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using LongVpo.TestKit.Http;

namespace LongVpo.System.Tests;

/// <summary>The alert run: a receiver hears of each scripted event exactly once, although the node is killed three times and the receiver often refuses.</summary>
public sealed class AlertTests(ITestOutputHelper output)
{
    private const double Length = 240;
    private const double Tolerance = 1;

    private static readonly (double Start, double End)[] Titles = [.. Enumerable.Range(0, 15).Select(i => (6.0 + (16 * i), 9.0 + (16 * i)))];
    private static readonly (double Start, double End)[] Blacks = [.. Enumerable.Range(0, 11).Select(i => (12.0 + (20 * i), 14.4 + (20 * i)))];
    private static readonly (double Start, double End)[] ShortBlacks = [.. Enumerable.Range(0, 11).Select(i => (19.0 + (20 * i), 19.4 + (20 * i)))];
    private static readonly (double Start, double End)[] Silences = [.. Enumerable.Range(0, 9).Select(i => (10.0 + (25 * i), 14.0 + (25 * i)))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 480_000)]
    public async Task Every_scripted_event_is_told_exactly_once_across_three_kills()
    {
        using var folder = new TempFolder();
        var clip = await ClipAsync(folder);
        // Every third attempt is refused, so that retries and kills meet.
        await using var receiver = new WebhookReceiver(request => request % 3 == 0 ? 503 : 204);
        await File.WriteAllTextAsync(folder.File("options.json"), """{ "webhooks": { "firstPause": "00:00:00.100", "longestPause": "00:00:01" }, "http": { "requestsPerMinute": 1000000 } }""", Token);
        var truth = new Dictionary<string, (double Start, double End)[]>();
        string source;

        await using (var node = await KilledNode.StartAsync(folder))
        {
            await node.AlertAsync(truth, Titles, new { question = "Is \"INTRUDER\" on screen?", condition = new { kind = "found" }, webhook = Hook(receiver) });
            await node.AlertAsync(truth, Blacks, new { condition = new { kind = "level", measure = "black" }, holdOnSeconds = 1.5, webhook = Hook(receiver) });
            await node.AlertAsync(truth, Silences, new { condition = new { kind = "level", measure = "silence" }, holdOnSeconds = 2, webhook = Hook(receiver) });
            source = (await node.PostAsync("/v1/sources", new { url = clip })).GetProperty("id").GetString()!;
            await receiver.UntilAsync(3, Token);
        }

        foreach (var kill in (int[])[10, 20])
        {
            await using var node = await KilledNode.StartAsync(folder);
            await receiver.UntilAsync(kill, Token);
        }

        await using var last = await KilledNode.StartAsync(folder);
        await last.UntilToldAsync(source, truth.Keys);
        await CompareWithBacktestAsync(last, truth.Keys, receiver);
        Check(truth, receiver);
    }

    // Tried on what is stored by then, each alert tells what it told while the footage came.
    private static async Task CompareWithBacktestAsync(KilledNode node, IEnumerable<string> alerts, WebhookReceiver receiver)
    {
        foreach (var alert in alerts)
        {
            var armed = await node.GetAsync($"/v1/alerts/{alert}");
            var tried = await node.PostAsync("/v1/alerts/backtest", new
            {
                question = armed.TryGetProperty("question", out var question) ? question.GetString() : null,
                condition = armed.GetProperty("condition"),
                holdOnSeconds = armed.GetProperty("hold_on_seconds").GetDouble(),
            });
            var expected = receiver.Distinct.Select(one => one.Json).Where(one => one.GetProperty("standing").GetString() == alert).Select(one => one.GetProperty("start").GetDouble());
            Assert.Equal(expected, tried.GetProperty("notices").EnumerateArray().Where(one => one.GetProperty("notice").GetString() == "began").Select(one => one.GetProperty("start").GetDouble()));
        }
    }

    private void Check(Dictionary<string, (double Start, double End)[]> truth, WebhookReceiver receiver)
    {
        var told = receiver.Distinct;
        foreach (var repeated in receiver.Received.GroupBy(one => one.Key)) Assert.Single(repeated.Select(one => Convert.ToHexString(one.Body)).Distinct());
        var (right, events) = (0, 0);
        foreach (var (alert, expected) in truth)
        {
            var starts = told.Select(one => one.Json).Where(one => one.GetProperty("standing").GetString() == alert).Select(one => one.GetProperty("start").GetDouble()).ToList();
            output.WriteLine($"{alert}: {expected.Length} events, told at {string.Join(", ", starts.Select(s => s.ToString("0.00", CultureInfo.InvariantCulture)))}");
            right += expected.Count(e => starts.Count(start => Math.Abs(start - e.Start) <= Tolerance) == 1);
            events += expected.Length;
        }

        output.WriteLine($"{events} events, {told.Count} told, {right} right once; {receiver.Received.Count - told.Count} repeats, {receiver.Requests - receiver.Received.Count} refused.");
        Assert.True((double)right / told.Count >= 0.98, $"precision {right}/{told.Count}");
        Assert.True((double)right / events >= 0.98, $"recall {right}/{events}");
    }

    private static object Hook(WebhookReceiver receiver) => new { url = receiver.Url, secret = "a secret of the test's own" };

    private static async Task<string> ClipAsync(TempFolder folder)
    {
        var clip = folder.File("events.mp4");
        await TestClips.MakeAsync(clip,
            "-f", "lavfi", "-i", $"color=c=steelblue:s=320x180:r=12:d={Length}", "-f", "lavfi", "-i", $"sine=f=300:d={Length}",
            "-filter_complex",
            $"[0:v]drawbox=x='mod(t*20,300)':y=165:w=20:h=10:color=gold:t=fill,drawtext=text='HARBOUR':fontsize=36:x=30:y=120:fontcolor=white:box=1:boxcolor=black:enable='lt(mod(t,16),3)'," +
            $"drawtext=text='INTRUDER':fontsize=42:x=30:y=50:fontcolor=white:box=1:boxcolor=black:enable='{At(Titles)}',drawbox=color=black:t=fill:enable='{At([.. Blacks, .. ShortBlacks])}'[v];" +
            $"[1:a]volume=0:enable='{At(Silences)}'[a]",
            "-map", "[v]", "-map", "[a]", "-c:v", "libx264", "-preset", "ultrafast", "-g", "24", "-pix_fmt", "yuv420p", "-c:a", "aac");
        return clip;
    }

    private static string At((double Start, double End)[] events) =>
        string.Join('+', events.Select(e => string.Create(CultureInfo.InvariantCulture, $"between(t,{e.Start},{e.End})")));

    /// <summary>The real program serving until it is killed.</summary>
    private sealed class KilledNode : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly HttpClient _client;

        private KilledNode(Process process, HttpClient client) => (_process, _client) = (process, client);

        public static async Task<KilledNode> StartAsync(TempFolder folder)
        {
            var process = Process.Start(Product.Start(
                "serve", "--urls", "http://127.0.0.1:0", "--store", folder.File("store"), "--config", folder.File("options.json"), "--allow-local", "--json"))!;
            // What it says about failures must not fill its pipe.
            process.ErrorDataReceived += (_, said) => TestContext.Current.TestOutputHelper?.WriteLine(said.Data ?? string.Empty);
            process.BeginErrorReadLine();
            var line = await process.StandardOutput.ReadLineAsync(Token);
            if (line is null) Assert.Fail("It did not start; what it said stands above.");
            return new KilledNode(process, new HttpClient { BaseAddress = new Uri(Product.LastLine(line).GetProperty("listening").GetString()!) });
        }

        public Task<JsonElement> GetAsync(string path) => _client.GetFromJsonAsync<JsonElement>(path, Token);

        public async Task<JsonElement> PostAsync(string path, object body)
        {
            using var response = await _client.PostAsJsonAsync(path, body, Token);
            var text = await response.Content.ReadAsStringAsync(Token);
            Assert.True(response.IsSuccessStatusCode, text);
            return Product.LastLine(text);
        }

        public async Task AlertAsync(Dictionary<string, (double Start, double End)[]> truth, (double Start, double End)[] events, object alert) =>
            truth[(await PostAsync("/v1/alerts", alert)).GetProperty("id").GetString()!] = events;

        /// <summary>Waits until the source was watched to its end, every alert has taken it in, and nothing waits to be delivered.</summary>
        public async Task UntilToldAsync(string source, IEnumerable<string> alerts)
        {
            while (true)
            {
                var status = await _client.GetFromJsonAsync<JsonElement>($"/v1/sources/{source}", Token);
                Assert.NotEqual("failed", status.GetProperty("phase").GetString());
                var done = status.GetProperty("phase").GetString() == "finished";
                foreach (var alert in alerts)
                {
                    var states = (await _client.GetFromJsonAsync<JsonElement>($"/v1/alerts/{alert}", Token)).GetProperty("states");
                    done = done && states.EnumerateArray().Any(s => s.GetProperty("evaluations").GetInt64() + s.GetProperty("skipped").GetInt64() == status.GetProperty("segments").GetInt64());
                    var deliveries = (await _client.GetFromJsonAsync<JsonElement>($"/v1/alerts/{alert}/deliveries?limit=1000", Token)).GetProperty("deliveries");
                    done = done && deliveries.EnumerateArray().All(d => d.GetProperty("state").GetString() == "delivered");
                }

                if (done) return;
                await Task.Delay(100, Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }
    }
}
