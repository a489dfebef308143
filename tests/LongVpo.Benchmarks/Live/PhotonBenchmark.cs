using LongVpo.Core.Answers;

namespace LongVpo.Benchmarks.Live;

/// <summary>
/// Measures how long after a shot was live it can be asked about. Every shot shows a word of its own, so the truth of when it ended is the footage's and not the system's,
/// and the word is asked for again and again until the answer cites it.
/// </summary>
internal static class PhotonBenchmark
{
    private const int SecondsPerShot = 4;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(20);

    /// <summary>Arguments: <c>[--runs 3] [--json FILE]</c>; each run is a minute of footage with a shot and a word every four seconds.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new LiveArguments(args);
        var file = await LiveFootage.ShotsAsync(SecondsPerShot, 720);
        List<double> waits = [];
        var missed = new List<string>();
        for (var i = (int)arguments.Number("--runs", 3); i > 0; i--)
        {
            await LiveRun.WatchAsync([file], LiveBedSettings.From(arguments), TimeSpan.FromMinutes(1), 1, async (bed, videos, live, _) =>
            {
                // The last shot ends with the footage, which ends nothing that is live.
                var asked = LiveFootage.Titles.Take((60 / SecondsPerShot) - 1).Select((word, shot) => AskAsync(bed, videos, live, word, (shot + 1) * SecondsPerShot));
                foreach (var (word, wait) in await Task.WhenAll(asked))
                {
                    if (wait is { } seconds) waits.Add(seconds);
                    else missed.Add(word);
                }
            });
        }

        var table = new ResultTable("photon", string.Join(' ', args));
        table.Add("shots whose word was found", waits.Count, $"of {waits.Count + missed.Count}{(missed.Count > 0 ? $" (never: {string.Join(", ", missed.Distinct())})" : "")}");
        table.Add("shot's end to found by asking, p50", ResultTable.Quantile(waits, 0.5), "s");
        var (p95, most) = (ResultTable.Quantile(waits, 0.95), (Bound + LiveBed.CutLatency).TotalSeconds);
        table.Add("shot's end to found by asking, p95", p95, "s", FormattableString.Invariant($"2 s + cut latency = {most:0.##} s"), p95 <= most);
        table.Add("slowest", waits.DefaultIfEmpty(double.NaN).Max(), "s");
        await table.FinishAsync(arguments.Text("--json"));
        return table.Held && missed.Count == 0 ? 0 : 1;
    }

    // A word is asked for from the end of its shot on; how long asking takes is part of the wait, as it is for a person.
    private static async Task<(string Word, double? Wait)> AskAsync(LiveBed bed, IReadOnlyList<Core.Videos.VideoId> videos, LagMeter live, string word, int end)
    {
        var time = TimeProvider.System;
        while (live.LiveAt(videos[0], end) is not { } known || known > time.GetUtcNow()) await Task.Delay(TimeSpan.FromMilliseconds(50));
        var ended = live.LiveAt(videos[0], end)!.Value;
        while (time.GetUtcNow() - ended < GiveUp)
        {
            var answer = await bed.Videos.AskAsync(new Question { Text = $"Is the word \"{word}\" shown?", Videos = videos }, limit: null, CancellationToken.None);
            if (answer.Found && answer.Citations.Any(c => c.Range.End.Seconds > end - SecondsPerShot && c.Range.Start.Seconds < end)) return (word, (time.GetUtcNow() - ended).TotalSeconds);
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        return (word, null);
    }
}
