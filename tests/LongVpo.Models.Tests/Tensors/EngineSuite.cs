using System.Runtime.InteropServices;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Tensors;

/// <summary>What every suite over an engine needs: the engine, numbers by seed, and a comparison with exact values.</summary>
public abstract class EngineSuite : IDisposable
{
    private readonly Lazy<ITensorEngine> _engine;

    protected EngineSuite() => _engine = new Lazy<ITensorEngine>(Create);

    /// <summary>The engine under test; the same for a whole test.</summary>
    protected ITensorEngine Engine => _engine.Value;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A new engine, or a loud skip where its library is not installed.</summary>
    protected abstract ITensorEngine Create();

    protected virtual void Dispose(bool disposing)
    {
        if (_engine.IsValueCreated) _engine.Value.Dispose();
    }

    /// <summary>Normally distributed numbers.</summary>
    protected static float[] Random(int count, int seed, double scale = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }

    protected Tensor Weight(float[] numbers, params ReadOnlySpan<int> shape) => Weight(numbers, ElementType.Float32, shape);

    protected Tensor Weight(float[] numbers, ElementType held, params ReadOnlySpan<int> shape) => Engine.Weight(MemoryMarshal.AsBytes<float>(numbers), ElementType.Float32, held, shape);

    protected float[] Read(Tensor tensor)
    {
        var numbers = new float[tensor.Count];
        Engine.Read(tensor, numbers);
        return numbers;
    }

    /// <summary>Compares shape and numbers; the tolerance is relative to each number plus a share of the largest, below which float32 sums cannot tell.</summary>
    protected void AssertClose(double[] expected, int[] shape, Tensor actual, double relative = 1e-6, double ofLargest = 1e-6)
    {
        Assert.Equal(shape, actual.Shape);
        var numbers = Read(actual);
        Assert.Equal(expected.Length, numbers.Length);
        var floor = expected.Length == 0 ? 0 : expected.Max(Math.Abs) * ofLargest;
        for (var i = 0; i < numbers.Length; i++)
        {
            var allowed = (Math.Abs(expected[i]) * relative) + floor + 1e-37;
            Assert.True(Math.Abs(numbers[i] - expected[i]) <= allowed, $"number {i} of {numbers.Length}: {numbers[i]:g9} instead of {expected[i]:g9}");
        }
    }
}
