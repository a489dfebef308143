using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Checkpoints;

/// <summary>Turns stored numbers into float32 and back, so that weights can be compared, changed and saved in the format they came in.</summary>
public static class Widening
{
    /// <summary>Widens little-endian numbers; every float16 and bfloat16 is exactly a float32.</summary>
    public static void ToFloat32(ReadOnlySpan<byte> bytes, ElementType type, Span<float> into)
    {
        switch (type)
        {
            case ElementType.Float32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(into);
                break;
            case ElementType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), into);
                break;
            default:
                var upper = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (var i = 0; i < upper.Length; i++) into[i] = BitConverter.UInt32BitsToSingle((uint)upper[i] << 16);
                break;
        }
    }

    /// <summary>Narrows to the nearest number of the format, ties to even, as every framework does on saving.</summary>
    public static void FromFloat32(ReadOnlySpan<float> values, ElementType type, Span<byte> into)
    {
        switch (type)
        {
            case ElementType.Float32:
                values.CopyTo(MemoryMarshal.Cast<byte, float>(into));
                break;
            case ElementType.Float16:
                TensorPrimitives.ConvertToHalf(values, MemoryMarshal.Cast<byte, Half>(into));
                break;
            default:
                var upper = MemoryMarshal.Cast<byte, ushort>(into);
                for (var i = 0; i < values.Length; i++) upper[i] = ToBFloat16(values[i]);
                break;
        }
    }

    private static ushort ToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        // Rounding could carry a NaN's low bits away and leave an infinity.
        if (float.IsNaN(value)) return (ushort)((bits >> 16) | 0x40);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
