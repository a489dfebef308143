using System.Globalization;
using LongVpo.Core.Videos;

namespace LongVpo.Benchmarks.Live;

/// <summary>Shows that many live streams are watched without losing a frame, that a slow one delays nobody else, and how many one core carries beside bare decoding.</summary>
internal static class StreamsBenchmark
{
    /// <summary>
    /// Arguments: <c>[--streams 8] [--minutes 10] [--slow INDEX:10] [--footage FILE] [--height 720] [--without text|observing] [--json FILE]</c>. With <c>--slow</c> the same streams are watched
    /// twice, the second time with one stream's observing slowed; <c>--slow none</c> watches once. Files are played as live; <c>--footage</c> takes the first minute of a file instead of pictures
    /// that are made.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new LiveArguments(args);
        var (streams, minutes) = ((int)arguments.Number("--streams", 8), arguments.Number("--minutes", 10));
        var length = TimeSpan.FromMinutes(minutes);
        var files = await LiveFootage.StreamsAsync(streams, length, arguments.Text("--footage"), (int)arguments.Number("--height", 720));
        var settings = LiveBedSettings.From(arguments);
        var table = new ResultTable("streams", string.Join(' ', args));
        var decoding = await DecodeOnly.ProcessorPerMinuteAsync(files[0], TimeSpan.FromMinutes(Math.Min(minutes, 1)));
        var even = await LiveRun.WatchAsync(files, settings, length);
        Report(table, "", even);
        table.Add("processor per stream-minute on the wall (too low where frames were dropped or late)", even.ProcessorPerStreamMinute, "s");
        table.Add("inside the observers per stream-minute, on the wall", even.ObserversPerStreamMinute, "s");
        table.Add("streams that one core carries", 60 / even.ProcessorPerStreamMinute, "");
        table.Add("ffmpeg -re, fps=1, only decoding: processor per minute", decoding, "s");
        table.Add("streams that one core would carry so", 60 / decoding, "");
        table.Add("ratio of processor time to only decoding", even.ProcessorPerStreamMinute / decoding, "x");
        if ((arguments.Text("--slow") ?? "0:10") is var slow and not "none") await SlowedAsync(table, files, settings, length, even, slow);
        await table.FinishAsync(arguments.Text("--json"));
        return table.Held ? 0 : 1;
    }

    private static async Task SlowedAsync(ResultTable table, IReadOnlyList<string> files, LiveBedSettings settings, TimeSpan length, LiveRun even, string slow)
    {
        var parts = slow.Split(':');
        var index = int.Parse(parts[0], CultureInfo.InvariantCulture);
        var uneven = await LiveRun.WatchAsync(files, settings with { Slowed = files[index], Factor = double.Parse(parts[1], CultureInfo.InvariantCulture) }, length);
        Report(table, "one slowed, the others: ", uneven, uneven.Videos[index]);
        var (before, after) = (Pooled(even, even.Videos[index]), Pooled(uneven, uneven.Videos[index]));
        var moved = ResultTable.Quantile(after, 0.99) / ResultTable.Quantile(before, 0.99);
        table.Add("p99 lag of the others moves by", moved, "x", "< 2, judged only where the even run kept up", moved < 2 && even.Dropped == 0);
        var cut = LiveBed.CutLatency.TotalSeconds;
        table.Add("the same without the cut latency", (ResultTable.Quantile(after, 0.99) - cut) / (ResultTable.Quantile(before, 0.99) - cut), "x");
        var slowed = uneven.Last.First(s => s.Video == uneven.Videos[index]);
        table.Add("the slowed one: dropped frames", slowed.FramesDropped, "");
        table.Add("the slowed one: lag p99", ResultTable.Quantile(uneven.Lags[slowed.Video], 0.99), "s");
        table.Add("the slowed one: frames not processed when the footage ended", slowed.FramesPending, "");
    }

    private static void Report(ResultTable table, string prefix, LiveRun run, VideoId? without = null)
    {
        var others = run.Last.Where(s => s.Video != without).ToList();
        table.Add($"{prefix}looks at the ledger", run.Ledger.Samples, "");
        table.Add($"{prefix}looks at which it did not add up{(run.Ledger.First is { } first ? $" (first: {first})" : "")}", run.Ledger.Violations, "", "0", run.Ledger.Violations == 0);
        table.Add($"{prefix}most frames pending in one stream", run.Ledger.MostPending, "");
        table.Add($"{prefix}frames received", others.Sum(s => s.FramesReceived), "");
        var dropped = others.Sum(s => s.FramesDropped);
        table.Add($"{prefix}frames dropped", dropped, "", "0", dropped == 0);
        table.Add($"{prefix}streams watched to their end", others.Count(s => s.Phase == WatchPhase.Finished), $"of {others.Count}");
        table.Add($"{prefix}segments, and of these degraded in all streams", run.Segments, string.Create(CultureInfo.InvariantCulture, $"/ {run.Degraded}"));
        for (var i = 0; i < run.Videos.Count; i++)
        {
            if (run.Videos[i] == without) continue;
            var lags = run.Lags[run.Videos[i]];
            table.Add(string.Create(CultureInfo.InvariantCulture, $"{prefix}stream {i}: lag p50"), ResultTable.Quantile(lags, 0.5), string.Create(CultureInfo.InvariantCulture, $"s, p99 {ResultTable.Quantile(lags, 0.99):0.00} s"));
        }

        table.Add($"{prefix}lag of all: p99, the cut latency of {LiveBed.CutLatency.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s included", ResultTable.Quantile(Pooled(run, without), 0.99), "s");
    }

    private static double[] Pooled(LiveRun run, VideoId? without) => [.. run.Lags.Where(l => l.Key != without).SelectMany(l => l.Value)];
}
