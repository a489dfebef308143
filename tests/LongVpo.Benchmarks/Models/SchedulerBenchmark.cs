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
        await EverythingAsync(table, seeds, length);
        await FairnessAsync(table, seeds, length);
        await ExactlyOnceAsync(table, seeds);
        table.Add("deciding and noting one step of 16 slots, 256 requests of 32 videos open, processor time", Deciding(), "µs");
        await table.FinishAsync(null);
        return table.Held ? 0 : 1;
    }

    private static async Task EverythingAsync(ResultTable table, int seeds, TimeSpan length)
    {
        var (waits, firsts, gaps) = (new List<double>(), new List<double>(), new List<double>());
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
        }

        table.Add($"live questions beside five lanes that never rest ({waits.Count}): steps waited, most", waits.Max(), "steps", "at most 1", waits.Max() <= 1);
        table.Add("the same: virtual time to the first word, median", ResultTable.Quantile(firsts, 0.5), "s");
        table.Add("the same: virtual time to the first word, p99", ResultTable.Quantile(firsts, 0.99), "s");
        table.Add($"training beside them ({gaps.Count} steps of its own): other steps between two, most", gaps.Max(), "steps", "at most 72 (share 1/64, and newcomers first)", gaps.Max() <= 72);
    }

    private static async Task FairnessAsync(ResultTable table, int seeds, TimeSpan length)
    {
        var (jain, tokens, slots, any) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
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
        }

        table.Add("Jain's index over 32 videos of unequal demand, least of all seeds", jain.Min(), string.Empty, "at least 0.95", jain.Min() >= 0.95);
        table.Add("steps under load: fullness by tokens or slots, whichever is more, mean", any.Average(), string.Empty, "at least 0.8", any.Average() >= 0.8);
        table.Add("the same by tokens alone, mean", tokens.Average(), string.Empty);
        table.Add("the same by slots alone, mean", slots.Average(), string.Empty);
    }

    private static async Task ExactlyOnceAsync(ResultTable table, int seeds)
    {
        var (faults, requests, wrong) = (0L, 0L, 0L);
        for (var seed = 1; seed <= seeds; seed++)
        {
            var run = VirtualLoads.Faults(seed, 2_500, new VirtualDevice(VirtualLoads.Limits, seed: seed) { CrashChance = 0.05, OutOfMemoryChance = 0.05 });
            await run.RunAsync(TimeSpan.Zero, finish: true, CancellationToken.None);
            var counts = run.State.Counts;
            faults += counts.Crashes + counts.OutOfMemory + run.Traces.Values.Count(t => t.Endings is [Refused { Why: RefusalKind.Cancelled }]);
            requests += run.Traces.Count;
            wrong += run.Traces.Values.Count(t => t.Endings.Count != 1 || (t.Endings[0] is Completed && t.Text != VirtualDevice.ReplyTo((ChatRequest)t.Request)));
        }

        table.Add($"{requests} requests through {faults} crashes, cancellations and want of memory: not ended exactly once, or with other words", wrong, "requests", "0", wrong == 0);
    }

    // The rules alone, without the device, in time of the processor, because the machine does other things.
    private static double Deciding()
    {
        var state = SchedulerState.Start(new ModelWorkerOptions(), VirtualLoads.Limits);
        var now = DateTimeOffset.UnixEpoch;
        for (var i = 0; i < 256; i++) (state, _) = SchedulerRules.Arrive(state, Caption(i), now);
        var (began, steps) = (TimeSpan.Zero, 0);
        for (var i = 0; i < 22_000; i++)
        {
            // The first steps are for the compiler.
            if (i == 2_000) (began, steps) = (Process.GetCurrentProcess().TotalProcessorTime, 0);
            (state, var plan, _) = StepPlanner.Plan(state);
            if (plan is AskCosts costs)
            {
                foreach (var request in costs.Requests) (state, _) = SchedulerRules.Admitted(state, request.Id, VirtualDevice.CostOf((ChatRequest)request));
                continue;
            }

            var current = state;
            (state, var effects) = SchedulerRules.StepDone(current, [.. ((SharedStep)plan).Slots.Select(slot => Result(current.Jobs[slot.Request], slot))]);
            foreach (var done in effects.OfType<Completed>()) (state, _) = SchedulerRules.Arrive(state, Caption(done.Request.Value.GetHashCode() & 0xff), now);
            steps++;
        }

        return (Process.GetCurrentProcess().TotalProcessorTime - began).TotalMicroseconds / steps;

        static ChatRequest Caption(int number) => VirtualRequest.Chat(ModelLane.ArchiveCaption, $"v{number % 32}", 200 + number, 40);
        static SlotResult Result(Job job, StepSlot slot) => new(slot.Request, job.PromptLeft - slot.PromptTokens)
        {
            Tokens = slot.PromptTokens == job.PromptLeft ? 1 : 0,
            Finish = job.WorkDone > 300 + (job.Number & 63) ? FinishReason.Stop : null,
        };
    }

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
