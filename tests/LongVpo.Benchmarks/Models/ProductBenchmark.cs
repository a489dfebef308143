using System.Globalization;
using System.Runtime.InteropServices;
using LongVpo.Models.Managed;
using LongVpo.Models.Tensors;

namespace LongVpo.Benchmarks.Models;

/// <summary>The managed engine's linear layers alone, on one thread: what is lost against the peak where there are many rows, and how fast weights are read where there is one.</summary>
internal static class ProductBenchmark
{
    private const int Rounds = 5;

    private static readonly (int Rows, int Inputs, int Outputs)[] Shapes =
        [(1024, 256, 256), (1024, 256, 704), (1024, 704, 256), (1024, 1024, 1024), (512, 2048, 2048), (12, 1024, 1024), (8, 1024, 1024), (4, 1024, 1024), (1, 1024, 1024), (8, 1536, 8960), (1, 1536, 8960)];

    public static Task<int> RunAsync(string[] args)
    {
        using var engine = new ManagedEngine();
        Say($"peak {FmaPeak.Measure():F0} GFLOP/s a core, in processor time\n| rows x inputs x outputs | float32 GFLOP/s | read, GB/s | bfloat16 GFLOP/s | read, GB/s |\n|---|---|---|---|---|");
        foreach (var (rows, inputs, outputs) in Shapes)
        {
            var (plain, half) = (Seconds(engine, rows, inputs, outputs, ElementType.Float32), Seconds(engine, rows, inputs, outputs, ElementType.BFloat16));
            var (work, numbers) = (2e-9 * rows * inputs * outputs, 1e-9 * inputs * outputs);
            Say($"| {rows}x{inputs}x{outputs} | {work / plain:F0} | {4 * numbers / plain:F0} | {work / half:F0} | {2 * numbers / half:F0} |");
        }

        return Task.FromResult(0);
    }

    private static double Seconds(ManagedEngine engine, int rows, int inputs, int outputs, ElementType held)
    {
        var numbers = new float[outputs * inputs];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = ((i * 2654435761u % 1000) / 1000f) - 0.5f;
        using var weight = engine.Weight(MemoryMarshal.AsBytes<float>(numbers), ElementType.Float32, held, outputs, inputs);
        using var x = engine.From(new float[rows * inputs], rows, inputs);
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var (began, count) = (CpuClock.Seconds, 0);
            while (CpuClock.Seconds - began < (round == 0 ? 0.5 : 0.1))
            {
                using var scope = engine.OpenScope();
                engine.Linear(x, weight);
                count++;
            }

            // The first warms up, until the compiler is done with what it does beside the program.
            if (round > 0) times.Add((CpuClock.Seconds - began) / count);
        }

        return times.Order().ElementAt(Rounds / 2);
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
