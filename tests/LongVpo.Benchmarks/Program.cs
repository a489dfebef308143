using LongVpo.Benchmarks.Http;
using LongVpo.Benchmarks.Ingest;
using LongVpo.Benchmarks.Live;
using LongVpo.Benchmarks.Memory;
using LongVpo.Benchmarks.Models;
using LongVpo.Benchmarks.Questions;
using LongVpo.Benchmarks.ScreenText;
using LongVpo.Benchmarks.Shots;
using LongVpo.Benchmarks.Telemetry;
using LongVpo.Benchmarks.World;

// One name per measurement; what each prints goes into docs/BENCHMARKS.md with commit, machine and command.
var measurements = new Dictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["ask"] = AskBenchmark.RunAsync,
    ["faults"] = FaultsBenchmark.RunAsync,
    ["fuzz"] = MutationFuzz.RunAsync,
    ["fuzz-http"] = HttpFuzz.RunAsync,
    ["ingest"] = IngestBenchmark.RunAsync,
    ["ingest-memory"] = IngestBenchmark.MemoryAsync,
    ["input"] = InputBenchmark.RunAsync,
    ["memory"] = MemoryBenchmark.RunAsync,
    ["models-managed"] = ManagedBenchmark.RunAsync,
    ["models-products"] = ProductBenchmark.RunAsync,
    ["models-gpu"] = GpuBenchmark.RunAsync,
    ["models-prefix"] = PrefixBenchmark.RunAsync,
    ["models-torch"] = TorchBenchmark.RunAsync,
    ["models-scheduler"] = SchedulerBenchmark.RunAsync,
    ["photon"] = PhotonBenchmark.RunAsync,
    ["questions-live"] = LiveQuestionsBenchmark.RunAsync,
    ["reference-scores"] = ReferenceBenchmark.RunAsync,
    ["screentext"] = ScreenTextBenchmark.RunAsync,
    ["telemetry"] = TelemetryBenchmark.RunAsync,
    ["shots"] = async _ =>
    {
        await ShotBenchmark.RunAsync(Console.Out, CancellationToken.None);
        return 0;
    },
    ["soak"] = SoakBenchmark.RunAsync,
    ["streams"] = StreamsBenchmark.RunAsync,
    ["world-render"] = WorldRenderBenchmark.RunAsync,
};
if (args.Length > 0 && measurements.TryGetValue(args[0], out var measure)) return await measure(args[1..]);
Console.Error.WriteLine($"Say what to measure: {string.Join(", ", measurements.Keys)}.");
return 2;
