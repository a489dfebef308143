using System.Collections.Immutable;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Checkpoints;

/// <summary>One tensor on its way into a file; its numbers are asked for when their turn comes, so that a whole model is never in memory twice.</summary>
/// <param name="Name">The name it gets.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Shape">Extents, outermost first.</param>
/// <param name="Fill">Writes all its little-endian bytes.</param>
public sealed record TensorToWrite(string Name, StoredType Type, ImmutableArray<long> Shape, Action<Span<byte>> Fill)
{
    /// <summary>How many bytes it takes.</summary>
    /// <exception cref="OverflowException">More than 2 GiB.</exception>
    public long Bytes => checked((int)Shape.Aggregate((long)Type.Size(), (product, extent) => checked(product * extent)));

    /// <summary>A float32 tensor of these numbers.</summary>
    public static TensorToWrite Of(string name, ReadOnlyMemory<float> values, params ReadOnlySpan<long> shape) =>
        new(name, StoredType.F32, [.. shape], bytes => Widening.FromFloat32(values.Span, ElementType.Float32, bytes));
}
