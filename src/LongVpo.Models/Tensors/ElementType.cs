namespace LongVpo.Models.Tensors;

/// <summary>Says how one number of a tensor is held. Arithmetic of the managed engine is always float32; bfloat16 is a way to hold weights there, and a way to calculate on CUDA.</summary>
public enum ElementType
{
    /// <summary>IEEE single precision, 4 bytes.</summary>
    Float32,

    /// <summary>The upper half of a float32, 2 bytes.</summary>
    BFloat16,

    /// <summary>IEEE half precision, 2 bytes; met in checkpoints only, widened on loading.</summary>
    Float16,
}
