using System.Diagnostics;
using LongVpo.Core.Answers;

namespace LongVpo.Benchmarks.Live;

/// <summary>Shows that people who ask while streams run cost no stream a frame, and how long they wait.</summary>
internal static class LiveQuestionsBenchmark
{
    private static readonly string[] Shapes = ["Where is {0} shown?", "How many times is {0} on screen?", "When is {0} shown in the last minute?", "How many cuts are there?", "What is shown in the last 20 s?"];

    /// <summary>Arguments: <c>[--streams 8] [--minutes 10] [--per-minute 20] [--footage FILE] [--json FILE]</c>. Every second question is about all streams, the others about one.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new LiveArguments(args);
        var (streams, length) = ((int)arguments.Number("--streams", 8), TimeSpan.FromMinutes(arguments.Number("--minutes", 10)));
        var pause = TimeSpan.FromMinutes(1) / arguments.Number("--per-minute", 20);
        var files = await LiveFootage.StreamsAsync(streams, length, arguments.Text("--footage"), (int)arguments.Number("--height", 720));
        List<double> times = [];
        var found = 0;
        var run = await LiveRun.WatchAsync(files, LiveBedSettings.From(arguments), length, 1, async (bed, videos, _, over) =>
        {
            using var timer = new PeriodicTimer(pause);
            for (var i = 0; await NextAsync(timer, over); i++)
            {
                var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, Shapes[i % Shapes.Length], LiveFootage.Titles[i % LiveFootage.Titles.Length]);
                var began = Stopwatch.GetTimestamp();
                var answer = await bed.Videos.AskAsync(new Question { Text = text, Videos = i % 2 == 0 ? [] : [videos[i % videos.Count]] }, limit: null, CancellationToken.None);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (answer.Found) found++;
            }
        });
        var table = new ResultTable("questions-live", string.Join(' ', args));
        table.Add("questions answered", times.Count, "");
        table.Add("of these with something found", found, "");
        table.Add("answer time p50", ResultTable.Quantile(times, 0.5), "ms");
        table.Add("answer time p95", ResultTable.Quantile(times, 0.95), "ms");
        table.Add("frames received", run.Last.Sum(s => s.FramesReceived), "");
        table.Add("frames dropped", run.Dropped, "", "0", run.Dropped == 0);
        table.Add("looks at the ledger at which it did not add up", run.Ledger.Violations, "", "0", run.Ledger.Violations == 0);
        table.Add("processor per stream-minute", run.ProcessorPerStreamMinute, "s");
        await table.FinishAsync(arguments.Text("--json"));
        return table.Held ? 0 : 1;
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken over)
    {
        try
        {
            return await timer.WaitForNextTickAsync(over);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
