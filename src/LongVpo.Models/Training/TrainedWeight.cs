using LongVpo.Models.Tensors;

namespace LongVpo.Models.Training;

/// <summary>One weight that training moves.</summary>
/// <param name="Name">Canonical name; a checkpoint finds it again by it.</param>
/// <param name="Tensor">The weight on the engine.</param>
public readonly record struct TrainedWeight(string Name, Tensor Tensor);
