namespace LongVpo.Models.Managed;

/// <summary>Turns float32 into bfloat16 and back; the .NET library has no such type that spans of bytes could be read as.</summary>
internal static class BFloat16
{
    /// <summary>The number whose upper half this is.</summary>
    public static float Widen(ushort half) => BitConverter.UInt32BitsToSingle((uint)half << 16);

    /// <summary>The nearest bfloat16, ties to even; not-a-number stays one.</summary>
    public static ushort Round(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value)) return (ushort)((bits >> 16) | 0x40);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
