using System.Collections.Immutable;
using System.Globalization;

namespace LongVpo.Models.Checkpoints;

/// <summary>One entry of a safetensors header whose numbers have been checked against the file.</summary>
/// <param name="Name">The name that stands in the file.</param>
/// <param name="Type">How one number is stored.</param>
/// <param name="Shape">Extents, outermost first; none for a single number.</param>
/// <param name="Start">Byte of the file where it begins.</param>
/// <param name="Bytes">How many bytes it takes.</param>
public sealed record StoredTensor(string Name, StoredType Type, ImmutableArray<long> Shape, long Start, long Bytes)
{
    /// <summary>Shape and format for people: <c>BF16 [384, 64]</c>.</summary>
    public string Described => $"{Type} {Words(Shape)}";

    /// <summary>A shape for people: <c>[384, 64]</c>.</summary>
    public static string Words(ImmutableArray<long> shape) => $"[{string.Join(", ", shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture)))}]";
}
