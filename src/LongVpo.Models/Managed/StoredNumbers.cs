using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Managed;

/// <summary>Reads numbers as they lie in a checkpoint, little-endian, into the form in which they are held.</summary>
internal static class StoredNumbers
{
    /// <summary>Bytes of one number.</summary>
    public static int Size(ElementType type) => type == ElementType.Float32 ? 4 : 2;

    public static void ToFloat(ReadOnlySpan<byte> bytes, ElementType stored, Span<float> into)
    {
        switch (stored)
        {
            case ElementType.Float32:
                bytes.CopyTo(MemoryMarshal.AsBytes(into));
                break;
            case ElementType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), into);
                break;
            default:
                var halves = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (var i = 0; i < halves.Length; i++) into[i] = BFloat16.Widen(halves[i]);
                break;
        }
    }

    public static void ToHalf(ReadOnlySpan<byte> bytes, ElementType stored, Span<ushort> into)
    {
        switch (stored)
        {
            case ElementType.BFloat16:
                bytes.CopyTo(MemoryMarshal.AsBytes(into));
                break;
            case ElementType.Float16:
                var halves = MemoryMarshal.Cast<byte, Half>(bytes);
                for (var i = 0; i < halves.Length; i++) into[i] = BFloat16.Round((float)halves[i]);
                break;
            default:
                var numbers = MemoryMarshal.Cast<byte, float>(bytes);
                for (var i = 0; i < numbers.Length; i++) into[i] = BFloat16.Round(numbers[i]);
                break;
        }
    }
}
