using System.Globalization;
using LongVpo.Core.Videos;

namespace LongVpo.Benchmarks.Live;

/// <summary>Watches a long stream on a fast clock and fits a line through what the process holds, so that what would fill a machine in a month shows in an hour.</summary>
internal static class SoakBenchmark
{
    /// <summary>
    /// What a segment may leave in memory: nothing of a segment stays but its share of the open tree, of scenes that have been closed, and of the store's own caches.
    /// </summary>
    private const double DeclaredMemoryPerSegment = 512;

    /// <summary>What a segment leaves on disk: a thumbnail of some 8 kB, its event, its lines and its look in the index.</summary>
    private const double DeclaredDiskPerSegment = 16 * 1024;

    /// <summary>Arguments: <c>[--hours 24] [--pace 24] [--streams 1] [--height 180] [--warm-up-share 0.25] [--json FILE]</c>; at the defaults an hour on the wall.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new LiveArguments(args);
        var (length, pace, streams) = (TimeSpan.FromHours(arguments.Number("--hours", 24)), arguments.Number("--pace", 24), (int)arguments.Number("--streams", 1));
        var files = await LiveFootage.StreamsAsync(streams, length, arguments.Text("--footage"), (int)arguments.Number("--height", 180));
        List<SoakSample> samples = [];
        var run = await LiveRun.WatchAsync(files, LiveBedSettings.From(arguments), length, pace, async (bed, videos, _, over) =>
        {
            // Two hundred looks are enough for a line, and so seldom that looking costs nothing.
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Max(1, (length / pace).TotalSeconds / 200)));
            try
            {
                while (await timer.WaitForNextTickAsync(over)) samples.Add(SoakSample.Take(await HoursAsync(bed, videos), bed.StoreBytes));
            }
            catch (OperationCanceledException)
            {
                // The footage is over.
            }
        });
        var table = new ResultTable("soak", string.Join(' ', args));
        Report(table, run, [.. samples.Skip((int)(samples.Count * arguments.Number("--warm-up-share", 0.25)))], length.TotalHours * streams);
        await table.FinishAsync(arguments.Text("--json"));
        return table.Held ? 0 : 1;
    }

    private static void Report(ResultTable table, LiveRun run, IReadOnlyList<SoakSample> samples, double hours)
    {
        var segments = run.Segments / hours;
        var (memory, disk) = (DeclaredMemoryPerSegment * segments, DeclaredDiskPerSegment * segments);
        table.Add("hours of footage", hours, "");
        table.Add("frames received", run.Last.Sum(s => s.FramesReceived), "");
        table.Add("frames dropped", run.Dropped, "");
        table.Add("segments per hour of footage", segments, "");
        table.Add("segments degraded", run.Degraded, "");
        table.Add("looks at the ledger at which it did not add up", run.Ledger.Violations, "", "0", run.Ledger.Violations == 0);
        var heap = Slope(samples, s => s.Heap);
        table.Add("managed memory after a collection: slope", heap / 1024, "KiB/h of footage", FormattableString.Invariant($"declared {memory / 1024:0} KiB/h"), heap <= memory);
        table.Add("resident memory: slope", Slope(samples, s => s.Resident) / 1024, "KiB/h of footage");
        table.Add("resident memory: least and most", samples.Select(s => s.Resident).DefaultIfEmpty().Min() / 1048576.0, string.Create(CultureInfo.InvariantCulture, $"to {samples.Select(s => s.Resident).DefaultIfEmpty().Max() / 1048576.0:0.0} MiB"));
        var stored = Slope(samples, s => s.Disk);
        table.Add("store: slope", stored / 1048576, "MiB/h of footage", FormattableString.Invariant($"declared {disk / 1048576:0.0} MiB/h"), stored <= disk);
        Flat(table, "file descriptors", samples, s => s.Descriptors);
        Flat(table, "threads", samples, s => s.Threads);
        table.Add("processor per stream-minute", run.ProcessorPerStreamMinute, "s");
    }

    // The thread pool and the connections to the store come and go by a few; a leak of one an hour of footage would show as more.
    private static void Flat(ResultTable table, string name, IReadOnlyList<SoakSample> samples, Func<SoakSample, double> of)
    {
        var half = samples.Count / 2;
        var (before, after) = (samples.Take(half).Select(of).DefaultIfEmpty(double.NaN).Average(), samples.Skip(half).Select(of).DefaultIfEmpty(double.NaN).Average());
        table.Add($"{name}: second half beside the first", after - before, string.Create(CultureInfo.InvariantCulture, $"of {before:0.0}"), "at most 3 more", after - before <= 3);
    }

    private static async Task<double> HoursAsync(LiveBed bed, IReadOnlyList<VideoId> videos)
    {
        var sum = TimeSpan.Zero;
        foreach (var status in await bed.Videos.StatusAsync(CancellationToken.None))
            if (videos.Contains(status.Video) && status is { Start: { } start, Watermark: { } end }) sum += end.Since(start);
        return sum.TotalHours;
    }

    private static double Slope(IReadOnlyList<SoakSample> samples, Func<SoakSample, double> of)
    {
        if (samples.Count < 2) return double.NaN;
        var (x, y) = (samples.Average(s => s.Hours), samples.Average(of));
        return samples.Sum(s => (s.Hours - x) * (of(s) - y)) / samples.Sum(s => (s.Hours - x) * (s.Hours - x));
    }
}
