using System.Diagnostics;
using System.Globalization;
using LongVpo.Benchmarks.Live;
using LongVpo.Core.Models;
using LongVpo.Core.Models.Scheduling;
using LongVpo.Core.Options;
using LongVpo.TestKit.Models;

namespace LongVpo.Benchmarks.Models;

/// <summary>
/// What the step scheduler promises, on a device of virtual time: how long questions wait, how fairly videos share, how full steps are, how long training waits, and that nothing is lost
/// or done twice. <c>--seeds N</c> loads by seed (default 8), <c>--minutes N</c> of virtual time each (default 30).
/// </summary>
internal static class SchedulerBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var seeds = Number(args, "--seeds", 8);
        var length = TimeSpan.FromMinutes(Number(args, "--minutes", 30));
        var table = new ResultTable("models-scheduler", string.Create(CultureInfo.InvariantCulture, $"seeds {seeds}, {length.TotalMinutes:0} min of virtual time each"));
        var watch = Stopwatch.StartNew();
        var steps = await EverythingAsync(table, seeds, length);
        steps += await FairnessAsync(table, seeds, length);
        steps += await ExactlyOnceAsync(table, seeds);
        table.Add("deciding, with the virtual device and its checks", watch.Elapsed.TotalMicroseconds / steps, "µs a step");
        await table.FinishAsync(null);
        return table.Held ? 0 : 1;
    }

    private static async Task<long> EverythingAsync(ResultTable table, int seeds, TimeSpan length)
    {
        var (waits, firsts, gaps, steps) = (new List<double>(), new List<double>(), new List<double>(), 0L);
        for (var seed = 1; seed <= seeds; seed++)
        {
            var since = 0;
            var run = VirtualLoads.Everything(seed, length, TimeSpan.FromSeconds(0.5), new VirtualDevice(VirtualLoads.Limits));
            run.OnPlan = plan =>
            {
                if (plan is ExclusiveStep) gaps.Add(since);
                since = plan switch { ExclusiveStep => 0, AskCosts => since, _ => since + 1 };
            };
            await run.RunAsync(length, finish: false, CancellationToken.None);
            var questions = run.Traces.Values.Where(t => t.Request.Lane == ModelLane.LiveQuestion && t.Begun is not null).ToList();
            waits.AddRange(questions.Select(t => (double)t.StepsBeforeFirst));
            firsts.AddRange(questions.Where(t => t.FirstWord is not null).Select(t => (t.FirstWord!.Value - t.Arrived).TotalSeconds));
            steps += run.State.Counts.Steps;
        }

        table.Add($"live questions beside five lanes that never rest ({waits.Count}): steps waited, most", waits.Max(), "steps", "at most 1", waits.Max() <= 1);
        table.Add("the same: virtual time to the first word, median", ResultTable.Quantile(firsts, 0.5), "s");
        table.Add("the same: virtual time to the first word, p99", ResultTable.Quantile(firsts, 0.99), "s");
        table.Add($"training beside them ({gaps.Count} steps of its own): other steps between two, most", gaps.Max(), "steps", "at most 72 (share 1/64, and newcomers first)", gaps.Max() <= 72);
        return steps;
    }

    private static async Task<long> FairnessAsync(ResultTable table, int seeds, TimeSpan length)
    {
        var (jain, tokens, slots, any, steps) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), 0L);
        for (var seed = 1; seed <= seeds; seed++)
        {
            var lane = seed % 2 == 0 ? ModelLane.LiveCaption : ModelLane.ArchiveCaption;
            var run = VirtualLoads.ManyVideos(seed, 32, lane, new VirtualDevice(VirtualLoads.Limits));
            run.OnPlan = plan =>
            {
                if (plan is not SharedStep { LeftBehind: true } step) return;
                tokens.Add((double)step.Slots.Sum(s => Math.Max(1, s.PromptTokens)) / VirtualLoads.Limits.TokensPerStep);
                slots.Add((double)step.Slots.Length / VirtualLoads.Limits.Sequences);
                any.Add(Math.Max(tokens[^1], slots[^1]));
            };
            await run.RunAsync(length, finish: false, CancellationToken.None);
            jain.Add(VirtualLoads.Jain(VirtualLoads.ServiceByVideo(run)));
            steps += run.State.Counts.Steps;
        }

        table.Add("Jain's index over 32 videos of unequal demand, least of all seeds", jain.Min(), string.Empty, "at least 0.95", jain.Min() >= 0.95);
        table.Add("steps under load: fullness by tokens or slots, whichever is more, mean", any.Average(), string.Empty, "at least 0.8", any.Average() >= 0.8);
        table.Add("the same by tokens alone, mean", tokens.Average(), string.Empty);
        table.Add("the same by slots alone, mean", slots.Average(), string.Empty);
        return steps;
    }

    private static async Task<long> ExactlyOnceAsync(ResultTable table, int seeds)
    {
        var (faults, requests, wrong, steps) = (0L, 0L, 0L, 0L);
        for (var seed = 1; seed <= seeds; seed++)
        {
            var run = VirtualLoads.Faults(seed, 2_500, new VirtualDevice(VirtualLoads.Limits, seed: seed) { CrashChance = 0.05, OutOfMemoryChance = 0.05 });
            await run.RunAsync(TimeSpan.Zero, finish: true, CancellationToken.None);
            var counts = run.State.Counts;
            faults += counts.Crashes + counts.OutOfMemory + run.Traces.Values.Count(t => t.Endings is [Refused { Why: RefusalKind.Cancelled }]);
            requests += run.Traces.Count;
            wrong += run.Traces.Values.Count(t => t.Endings.Count != 1 || (t.Endings[0] is Completed && t.Text != VirtualDevice.ReplyTo((ChatRequest)t.Request)));
            steps += counts.Steps;
        }

        table.Add($"{requests} requests through {faults} crashes, cancellations and want of memory: not ended exactly once, or with other words", wrong, "requests", "0", wrong == 0);
        return steps;
    }

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
