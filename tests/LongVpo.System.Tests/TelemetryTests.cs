using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using LongVpo.TestKit.Http;

namespace LongVpo.System.Tests;

/// <summary>The real program tells a collector in another process, over both ways of OTLP, what it did; and does the same when there is no collector.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Caller = "00f067aa0ba902b7";

    private readonly TempFolder _folder = new();

    private string Store => _folder.File("store");

    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task A_served_question_and_every_segment_arrive_as_whole_traces_with_the_metrics_beside_them(string protocol)
    {
        await using var collector = await CollectorProcess.StartAsync();
        var grpc = protocol == "grpc";
        Configure($$"""{ "telemetry": { "endpoint": "{{(grpc ? collector.Grpc : collector.Http)}}", "protocol": "{{protocol}}", "headers": "x-team=north", "metricsEvery": "00:00:01" } }""");

        var (id, segments) = await ServeAndAskAsync();

        Assert.Equal(4, segments);
        var told = collector.Exports("traces").Concat(collector.Exports("metrics")).ToList();
        Assert.All(told, e => Assert.Equal(grpc ? "grpc" : "http", e.GetProperty("over").GetString()));
        Assert.All(told, e => Assert.Equal("north", e.GetProperty("headers").EnumerateObject().Single(h => h.NameEquals("x-team")).Value.GetString()));
        Assert.Equal("longvpo", CollectorProcess.Attributes(told[0].GetProperty("export").GetProperty("resources")[0].GetProperty("resource"))["service.name"]);
        var spans = collector.Items("traces", "spans").Select(s => s.Item).ToList();
        SegmentsAreWhole(spans, id, segments);
        TheQuestionIsWhole(spans);
        TheMetricsAgree(collector, id, segments);
    }

    [Fact]
    public async Task The_standard_variables_are_enough_and_one_of_them_turns_it_off()
    {
        await using var collector = await CollectorProcess.StartAsync();
        var variables = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Http, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_SERVICE_NAME"] = "gate-cameras",
        };

        Assert.Equal(0, await AnalyzeAsync(variables));
        var before = collector.Exports("traces").Count();
        Assert.Equal(0, await AnalyzeAsync(new(variables) { ["OTEL_SDK_DISABLED"] = "true" }));

        Assert.True(before > 0);
        Assert.Equal(before, collector.Exports("traces").Count());
        var resource = collector.Exports("traces").First().GetProperty("export").GetProperty("resources")[0].GetProperty("resource");
        Assert.Equal("gate-cameras", CollectorProcess.Attributes(resource)["service.name"]);
        Assert.Contains(collector.Items("logs", "records"), r => r.Item.GetProperty("body").GetProperty("text").GetString()!.Contains("200 frames", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_is_away_changes_nothing_that_is_remembered_or_printed()
    {
        string gone;
        await using (var collector = await CollectorProcess.StartAsync()) gone = collector.Http;
        var clip = await ClipAsync();
        Configure($$"""{ "telemetry": { "endpoint": "{{gone}}" } }""");

        var watched = await Product.RunAsync("analyze", clip, "--store", Store, "--config", _folder.File("options.json"));
        var plain = await Product.RunAsync("analyze", clip, "--store", _folder.File("plain"));

        Assert.Equal((0, 0), (watched.ExitCode, plain.ExitCode));
        Assert.Equal(plain.Error, watched.Error);
        var tree = (await Product.RunAsync("tree", clip, "--store", Store, "--json")).Output;
        Assert.Equal((await Product.RunAsync("tree", clip, "--store", _folder.File("plain"), "--json")).Output, tree);
    }

    public void Dispose() => _folder.Dispose();

    private static void SegmentsAreWhole(List<JsonElement> spans, string video, int segments)
    {
        var roots = spans.Where(s => Name(s) == "segment").ToList();
        Assert.Equal(
            Enumerable.Range(0, segments).Select(i => string.Create(CultureInfo.InvariantCulture, $"s{i:D5}")),
            roots.Select(r => CollectorProcess.Attributes(r)["longvpo.segment.id"]).Order(StringComparer.Ordinal));
        foreach (var root in roots)
        {
            Assert.Equal(video, CollectorProcess.Attributes(root)["longvpo.video.id"]);
            Assert.Equal("findable", root.GetProperty("events").EnumerateArray().Single().GetProperty("name").GetString());
            var parts = spans.Where(s => Text(s, "parent") == Text(root, "span")).ToList();
            Assert.Equal(["segment.caption", "segment.cut", "segment.decode", "segment.observe", "segment.store"], parts.Select(Name).Order(StringComparer.Ordinal));
            Assert.All(parts, part => Assert.Equal(Text(root, "trace"), Text(part, "trace")));
            Assert.All(parts, part => Assert.True(At(part, "start") <= At(part, "end")));
            // The parts are timed by one clock and begin in this order.
            var begun = parts.ToDictionary(Name, part => At(part, "start"));
            Assert.True(begun["segment.decode"] <= begun["segment.cut"] && begun["segment.cut"] <= begun["segment.caption"] && begun["segment.caption"] <= begun["segment.store"]);
            Assert.Equal(spans.Count(s => Text(s, "trace") == Text(root, "trace")), parts.Count + 1);
        }
    }

    private static void TheQuestionIsWhole(List<JsonElement> spans)
    {
        var trace = spans.Where(s => Text(s, "trace") == Trace).ToList();
        var request = Assert.Single(trace, s => Text(s, "parent") == Caller);
        Assert.Equal(("POST /v1/questions", "/v1/questions", "200"), (Name(request), CollectorProcess.Attributes(request)["http.route"], CollectorProcess.Attributes(request)["http.response.status_code"]));
        var below = trace.Where(s => Text(s, "parent") == Text(request, "span")).ToDictionary(Name);
        Assert.Equal(["question", "question.stream"], below.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("found", CollectorProcess.Attributes(below["question"])["longvpo.question.outcome"]);
        var parts = trace.Where(s => Text(s, "parent") == Text(below["question"], "span")).Select(Name).Order(StringComparer.Ordinal);
        Assert.Equal(["question.answer", "question.parse", "question.retrieve"], parts);
        Assert.True(At(request, "start") <= At(below["question"], "start") && At(below["question.stream"], "end") <= At(request, "end"));
    }

    private static void TheMetricsAgree(CollectorProcess collector, string video, int segments)
    {
        // The last word of each series, sent when the program ended.
        var last = collector.Items("metrics", "metrics").GroupBy(m => Name(m.Item)).ToDictionary(g => g.Key, g => g.Last().Item);
        Assert.Equal(200, Value(last["longvpo.video.frames.received"], video));
        Assert.Equal(200, Value(last["longvpo.video.frames.processed"], video));
        Assert.Equal(0, Value(last["longvpo.video.frames.dropped"], video));
        Assert.Equal(0, Value(last["longvpo.video.frames.pending"], video));
        Assert.Equal(segments, Value(last["longvpo.video.segments"], video));
        foreach (var name in new[] { "reconnects", "restarts", "gaps", "gap.time" }) Assert.Equal(0, Value(last["longvpo.video." + name], video));
        Assert.Equal(2, last["longvpo.video.queue.depth"].GetProperty("sum").GetProperty("points").GetArrayLength());
        Assert.Equal("s", last["longvpo.video.lag"].GetProperty("unit").GetString());
        Assert.Equal(segments, Count(last["longvpo.segment.lag"]));
        Assert.Equal(2 * segments, Count(last["longvpo.step.duration"]));
        Assert.Equal(1, Count(last["longvpo.question.duration"]));
        Assert.True(Count(last["longvpo.store.append.duration"]) >= segments);
        Assert.Equal(0, last["longvpo.store.queue.depth"].GetProperty("sum").GetProperty("points")[0].GetProperty("number").GetInt64());
        Assert.Contains("http.server.request.duration", last.Keys);
    }

    private static double Value(JsonElement metric, string video)
    {
        var point = metric.GetProperty("sum").GetProperty("points").EnumerateArray().Single(p => CollectorProcess.Attributes(p)["longvpo.video.id"] == video);
        return point.TryGetProperty("number", out var number) ? number.GetInt64() : point.GetProperty("real").GetDouble();
    }

    private static long Count(JsonElement metric) => metric.GetProperty("histogram").GetProperty("points").EnumerateArray().Sum(p => p.GetProperty("count").GetInt64());

    private static string Name(JsonElement item) => Text(item, "name");

    private static string Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString()! : string.Empty;

    private static ulong At(JsonElement span, string name) => span.GetProperty(name).GetUInt64();

    private void Configure(string options) => File.WriteAllText(_folder.File("options.json"), options);

    private async Task<(string Id, int Segments)> ServeAndAskAsync()
    {
        using var process = Process.Start(Product.Start("serve", "--urls", "http://127.0.0.1:0", "--store", Store, "--allow-local", "--json", "--config", _folder.File("options.json")))!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient { BaseAddress = new Uri(Product.LastLine(line!).GetProperty("listening").GetString()!) };
            using var added = await client.PostAsJsonAsync("/v1/sources", new { url = await ClipAsync() }, TestContext.Current.CancellationToken);
            var id = (await added.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
            var segments = await WatchedAsync(client);
            using var asking = new HttpRequestMessage(HttpMethod.Post, "/v1/questions") { Content = JsonContent.Create(new { question = "How many cuts are there?" }), Headers = { { "traceparent", $"00-{Trace}-{Caller}-01" } } };
            using var answer = await client.SendAsync(asking, TestContext.Current.CancellationToken);
            Assert.Contains("event: answer", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            await CommandRun.RunAsync("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)], cancellationToken: TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
            return (id, segments);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static async Task<int> WatchedAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events") { Headers = { { "Last-Event-ID", "0" } } };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var segments = 0;
        await foreach (var change in ServedEvent.ReadAsync(response, TestContext.Current.CancellationToken))
        {
            if (change.Name == "segment") segments++;
            if (change.Name == "finished") return segments;
        }

        throw new InvalidOperationException("The stream ended before the video.");
    }

    private async Task<int> AnalyzeAsync(Dictionary<string, string> variables)
    {
        var start = Product.Start("analyze", await ClipAsync(), "--verbose", "--store", _folder.File(Guid.NewGuid().ToString("N")));
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>Eight seconds of four pictures: 200 frames.</summary>
    private async Task<string> ClipAsync()
    {
        var clip = _folder.File("clip.mp4");
        if (File.Exists(clip)) return clip;
        await TestClips.MakeAsync(clip,
            "-f", "lavfi", "-i", "testsrc=s=320x180:r=25:d=2,format=yuv420p", "-f", "lavfi", "-i", "smptebars=s=320x180:r=25:d=2,format=yuv420p",
            "-f", "lavfi", "-i", "mandelbrot=s=320x180:r=25,format=yuv420p,trim=duration=2", "-f", "lavfi", "-i", "pal75bars=s=320x180:r=25:d=2,format=yuv420p",
            "-filter_complex", "concat=n=4", "-c:v", "libx264", "-preset", "ultrafast", "-g", "12");
        return clip;
    }
}
