using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LongVpo.Models.Managed.Kernels;

/// <summary>Operations number by number and row by row.</summary>
internal static class Elements
{
    public static void Gelu(ReadOnlySpan<float> x, Span<float> y)
    {
        var i = 0;
        for (; i <= x.Length - Lanes.Count; i += Lanes.Count) Lanes.Gelu(Vector256.LoadUnsafe(in x[i])).StoreUnsafe(ref y[i]);
        if (i < x.Length) Lanes.PutTail(Lanes.Gelu(Lanes.Tail(x, i)), y, i);
    }

    /// <summary>silu(gate) * up.</summary>
    public static void SwiGlu(ReadOnlySpan<float> gate, ReadOnlySpan<float> up, Span<float> y)
    {
        var i = 0;
        for (; i <= gate.Length - Lanes.Count; i += Lanes.Count)
            (Lanes.Silu(Vector256.LoadUnsafe(in gate[i])) * Vector256.LoadUnsafe(in up[i])).StoreUnsafe(ref y[i]);
        if (i < gate.Length) Lanes.PutTail(Lanes.Silu(Lanes.Tail(gate, i)) * Lanes.Tail(up, i), y, i);
    }

    /// <summary>y = e^(x - shift); returns the sum of y.</summary>
    public static float ExpSum(ReadOnlySpan<float> x, float shift, Span<float> y)
    {
        var by = Vector256.Create(shift);
        var sum = Vector256<float>.Zero;
        var i = 0;
        for (; i <= x.Length - Lanes.Count; i += Lanes.Count)
        {
            var e = Lanes.Exp(Vector256.LoadUnsafe(in x[i]) - by);
            sum += e;
            e.StoreUnsafe(ref y[i]);
        }

        var total = Vector256.Sum(sum);
        if (i < x.Length)
        {
            var count = x.Length - i;
            Lanes.PutTail(Lanes.Exp(Lanes.Tail(x, i) - by), y, i);
            for (var j = 0; j < count; j++) total += y[i + j];
        }

        return total;
    }

    /// <summary>Softmax of one row.</summary>
    public static void Softmax(ReadOnlySpan<float> x, Span<float> y)
    {
        var sum = ExpSum(x, TensorPrimitives.Max(x), y);
        TensorPrimitives.Multiply(y, 1f / sum, y);
    }

    /// <summary>Logarithm of the softmax of one row.</summary>
    public static void LogSoftmax(ReadOnlySpan<float> x, Span<float> y)
    {
        var max = TensorPrimitives.Max(x);
        var log = (float)Math.Log(ExpSum(x, max, y));
        for (var i = 0; i < x.Length; i++) y[i] = x[i] - max - log;
    }

    /// <summary>(x - mean) / sqrt(variance + eps) * weight + bias of one row. Two passes, because the difference of two large sums would lose what a small variance needs.</summary>
    public static void LayerNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, float epsilon, Span<float> y)
    {
        TensorPrimitives.Subtract(x, TensorPrimitives.Sum(x) / x.Length, y);
        var factor = 1f / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(y) / x.Length) + epsilon);
        TensorPrimitives.Multiply(y, factor, y);
        TensorPrimitives.MultiplyAdd(y, weight, bias, y);
    }

    /// <summary>x / sqrt(mean(x^2) + eps) * weight of one row.</summary>
    public static void RmsNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> weight, float epsilon, Span<float> y)
    {
        var factor = 1f / MathF.Sqrt((TensorPrimitives.SumOfSquares(x) / x.Length) + epsilon);
        TensorPrimitives.Multiply(x, factor, y);
        TensorPrimitives.Multiply(y, weight, y);
    }

    /// <summary>Rotates the halves of one head.</summary>
    public static void Rotate(ReadOnlySpan<float> x, ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines, Span<float> y)
    {
        var half = cosines.Length;
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= half - Lanes.Count; i += Lanes.Count)
        {
            var left = Vector256.LoadUnsafe(ref from, (nuint)i);
            var right = Vector256.LoadUnsafe(ref from, (nuint)(half + i));
            var cosine = Vector256.LoadUnsafe(in cosines[i]);
            var sine = Vector256.LoadUnsafe(in sines[i]);
            ((left * cosine) - (right * sine)).StoreUnsafe(ref to, (nuint)i);
            ((right * cosine) + (left * sine)).StoreUnsafe(ref to, (nuint)(half + i));
        }

        for (; i < half; i++)
        {
            var (left, right) = (x[i], x[half + i]);
            y[i] = (left * cosines[i]) - (right * sines[i]);
            y[half + i] = (right * cosines[i]) + (left * sines[i]);
        }
    }
}
