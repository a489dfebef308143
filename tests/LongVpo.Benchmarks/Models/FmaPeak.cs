using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LongVpo.Benchmarks.Models;

/// <summary>Measures how many multiply-adds one core can do at most, which every other rate is a share of: ten sums in registers and nothing read.</summary>
internal static class FmaPeak
{
    private const int Rounds = 4_000_000;

    /// <summary>GFLOP per second of processor time; the best of some tries, because it is a peak.</summary>
    public static double Measure() => Enumerable.Range(0, 6).Max(_ =>
    {
        var before = CpuClock.Seconds;
        var sum = Run(Vector256.Create(1.0000001f), Vector256.Create(1e-9f));
        var seconds = CpuClock.Seconds - before;
        if (float.IsNaN(Vector256.Sum(sum))) throw new UnreachableException();
        return 2.0 * Vector256<float>.Count * 10 * Rounds / seconds / 1e9;
    });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<float> Run(Vector256<float> a, Vector256<float> b)
    {
        Vector256<float> s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b, s6 = b, s7 = b, s8 = b, s9 = b;
        for (var i = 0; i < Rounds; i++)
        {
            s0 = Vector256.FusedMultiplyAdd(a, s0, b);
            s1 = Vector256.FusedMultiplyAdd(a, s1, b);
            s2 = Vector256.FusedMultiplyAdd(a, s2, b);
            s3 = Vector256.FusedMultiplyAdd(a, s3, b);
            s4 = Vector256.FusedMultiplyAdd(a, s4, b);
            s5 = Vector256.FusedMultiplyAdd(a, s5, b);
            s6 = Vector256.FusedMultiplyAdd(a, s6, b);
            s7 = Vector256.FusedMultiplyAdd(a, s7, b);
            s8 = Vector256.FusedMultiplyAdd(a, s8, b);
            s9 = Vector256.FusedMultiplyAdd(a, s9, b);
        }

        return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9;
    }
}
