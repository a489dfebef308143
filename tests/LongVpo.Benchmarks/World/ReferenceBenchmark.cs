using System.Collections.Immutable;
using System.Globalization;
using LongVpo.Benchmarks.Models;
using LongVpo.Models.Managed;
using LongVpo.Training.Evaluation;
using LongVpo.Training.World;
using WorldQuestions = LongVpo.Training.World.Questions;

namespace LongVpo.Benchmarks.World;

/// <summary>
/// Measures what scoring both answers of a pair costs a reference that sees the anchor clip alone, against one that sees the whole composite: the saving that Stage 1's short input buys,
/// by number of clips. Time is of the processor, on one thread; memory is what the process needs at its peak beyond the loaded network.
/// </summary>
internal static class ReferenceBenchmark
{
    private static readonly int[] Clips = [2, 4, 8, 16, 32];

    /// <summary>Arguments: <c>--model FOLDER [--pairs N] [--rounds N]</c>. Default 8 pairs and five rounds, of which the median is told.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        if (Text(args, "--model") is not { } folder)
        {
            Console.Error.WriteLine("Say which network scores: --model FOLDER.");
            return Task.FromResult(2);
        }

        var (pairs, rounds) = (Number(args, "--pairs", 8), Number(args, "--rounds", 5));
        // The first pairs of a process are scored before the code is compiled for speed.
        Measured(folder, 2, 2, whole: true);
        Console.WriteLine("clips  frames  anchor ms  exact ms  times  anchor MB  exact MB  times  gap nats (median, 5 % to 95 %)");
        foreach (var clips in Clips)
        {
            var runs = Enumerable.Range(0, rounds).Select(_ => (Anchor: Measured(folder, clips, pairs, whole: false), Exact: Measured(folder, clips, pairs, whole: true))).ToList();
            var (anchor, exact) = (Median(runs.Select(run => run.Anchor.Seconds)), Median(runs.Select(run => run.Exact.Seconds)));
            var (small, large) = (Median(runs.Select(run => run.Anchor.Bytes)), Median(runs.Select(run => run.Exact.Bytes)));
            double[] gaps = [.. runs[0].Exact.Scores.Zip(runs[0].Anchor.Scores, (whole, alone) => whole - alone).Order()];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{clips,5}  {clips * Scene.Steps,6}  {1000 * anchor / pairs,9:F1}  {1000 * exact / pairs,8:F1}  {exact / anchor,5:F1}  {small / 1e6,9:F1}  {large / 1e6,8:F1}  {large / small,5:F1}  {gaps[gaps.Length / 2]:F2} ({gaps[gaps.Length / 20]:F2} to {gaps[^(1 + (gaps.Length / 20))]:F2})"));
        }

        return Task.FromResult(0);
    }

    private static (double Seconds, double Bytes, ImmutableArray<double> Scores) Measured(string folder, int clips, int pairs, bool whole)
    {
        // Another scorer each time, because it remembers the frames that it has seen. Positions are stretched for neither, so that both are the very same network.
        using var scorer = NetworkScorer.Open(new ManagedEngine(new ManagedSettings { Threads = 1 }), folder, PositionStretch.Named("none", PositionStretch.Trained));
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // Sets the kernel's peak back to what is resident now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        var (before, began) = (Resident("VmRSS:"), CpuClock.Seconds);
        var scores = Score(scorer, clips, pairs, whole);
        return (CpuClock.Seconds - began, Math.Max(1, Resident("VmHWM:") - before), scores);
    }

    // The anchor goes through the places of the composite; chosen and rejected are two choices behind one reading of the frames, as a trainer scores them.
    private static ImmutableArray<double> Score(NetworkScorer scorer, int clips, int pairs, bool whole)
    {
        var scores = ImmutableArray.CreateBuilder<double>();
        for (var pair = 0; scores.Count < 2 * pairs; pair++)
        {
            var script = WorldScript.Clips(SeedRanges.Of(WorldSplit.Calibration).From + (pair % 1000), clips);
            var anchor = pair % clips;
            if (WorldQuestions.Ask(script, QuestionFamily.A1, 0, anchor) is not { } question) continue;
            var wrong = question.Choices[(question.RightChoice + 1) % question.Choices.Length];
            var two = question with { Choices = [question.Answer, wrong], RightChoice = 0 };
            var footage = Footage.Of(whole ? script : WorldScript.Compose(script.Seed, [script.Scenes[anchor]]));
            scores.AddRange(scorer.Score(footage, [two], CancellationToken.None)[0].LogProbabilities);
        }

        return scores.ToImmutable();
    }

    private static double Resident(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024.0 * long.Parse(line[name.Length..].Replace("kB", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    private static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted[sorted.Length / 2];
    }

    private static string? Text(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static int Number(string[] args, string name, int otherwise) => Text(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
