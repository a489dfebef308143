using System.Runtime.InteropServices;
using LongVpo.Models.Tensors;

namespace LongVpo.Node.Models;

/// <summary>Measures how fast an engine multiplies matrices here, in half a second: enough for the compiler to have its loops ready, and to tell a good library from the reference one, which is 15 times slower.</summary>
public static class EngineSpeed
{
    private const int Side = 512;
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(400);

    /// <summary>GFLOP per second of wall time, the best of a few products of two matrices of 512 by 512; less on a machine that does other work.</summary>
    public static double Measure(ITensorEngine engine, TimeProvider time)
    {
        var ones = new float[Side * Side];
        Array.Fill(ones, 1);
        using var weight = engine.Weight(MemoryMarshal.AsBytes(ones.AsSpan()), ElementType.Float32, ElementType.Float32, Side, Side);
        var best = TimeSpan.MaxValue;
        var start = time.GetTimestamp();
        while (best == TimeSpan.MaxValue || time.GetElapsedTime(start) < Enough)
        {
            using var scope = engine.OpenScope();
            var x = engine.From(ones, Side, Side);
            var began = time.GetTimestamp();
            // Reading one number waits for a device that works on behind the program's back.
            engine.Read(engine.Slice(engine.Slice(engine.Linear(x, weight), 0, 0, 1), 1, 0, 1), new float[1]);
            var took = time.GetElapsedTime(began);
            if (took < best) best = took;
        }

        return 2.0 * Side * Side * Side / best.TotalSeconds / 1e9;
    }
}
