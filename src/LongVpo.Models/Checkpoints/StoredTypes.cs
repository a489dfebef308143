using LongVpo.Models.Tensors;

namespace LongVpo.Models.Checkpoints;

/// <summary>Says what the stored number formats measure and which of them a network can take.</summary>
public static class StoredTypes
{
    /// <summary>Bytes of one number.</summary>
    public static int Size(this StoredType type) => type switch
    {
        <= StoredType.F8_E4M3 => 1,
        <= StoredType.BF16 => 2,
        <= StoredType.F32 => 4,
        _ => 8,
    };

    /// <summary>What an engine calls it; null for formats that hold no weights here.</summary>
    public static ElementType? Element(this StoredType type) => type switch
    {
        StoredType.F32 => ElementType.Float32,
        StoredType.BF16 => ElementType.BFloat16,
        StoredType.F16 => ElementType.Float16,
        _ => null,
    };
}
