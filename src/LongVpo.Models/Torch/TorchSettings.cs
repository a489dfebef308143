using System.Globalization;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Torch;

/// <summary>What the libtorch engine runs on.</summary>
/// <param name="Device"><c>cpu</c>, <c>cuda</c> (the first card) or <c>cuda:N</c>.</param>
/// <param name="Activations">What activations are calculated in: float32 everywhere, bfloat16 where the device has it in hardware.</param>
/// <param name="Threads">CPU threads of one operation, a property of the whole process; 1 by default, because several under load wait for each other longer than they calculate.</param>
public sealed record TorchSettings(string Device = "cpu", ElementType Activations = ElementType.Float32, int Threads = 1)
{
    /// <summary>-1 for the CPU, else the card's number.</summary>
    /// <exception cref="ArgumentException">The name is no device's.</exception>
    internal int DeviceNumber => Device switch
    {
        "cpu" => -1,
        "cuda" => 0,
        _ when Device.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(Device.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new ArgumentException($"There is no device {Device}: say cpu, cuda or cuda:N."),
    };
}
