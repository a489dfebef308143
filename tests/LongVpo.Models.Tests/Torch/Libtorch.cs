using System.Runtime.InteropServices;
using LongVpo.Models.Tensors;
using LongVpo.Models.Torch;

namespace LongVpo.Models.Tests.Torch;

/// <summary>The libtorch engine for tests, or a loud skip where it is not installed.</summary>
internal static class Libtorch
{
    public static TorchEngine Open(ElementType activations = ElementType.Float32)
    {
        if (TorchEngine.WhyNot() is { } missing) Assert.Skip(missing);
        return new TorchEngine(new TorchSettings(Device, activations));
    }

    /// <summary>The device under test; another one can be named for a machine that has it.</summary>
    public static string Device => Environment.GetEnvironmentVariable("LONGVPO_TEST_DEVICE") is { Length: > 0 } named ? named : "cpu";

    public static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    public static Tensor Weight(this ITensorEngine engine, float[] values, params ReadOnlySpan<int> shape) =>
        engine.Weight(MemoryMarshal.AsBytes(values.AsSpan()), ElementType.Float32, ElementType.Float32, shape);

    public static float[] Numbers(this ITensorEngine engine, Tensor tensor)
    {
        var numbers = new float[tensor.Count];
        engine.Read(tensor, numbers);
        return numbers;
    }
}
