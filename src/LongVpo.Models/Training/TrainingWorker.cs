using LongVpo.Models.Tensors;

namespace LongVpo.Models.Training;

/// <summary>
/// One of several that differentiate parts of a step at the same time, each on a thread and an engine of its own. A worker a core is faster than many threads in each product, because
/// products of small networks are over before the threads have met.
/// </summary>
/// <param name="Engine">What calculates; nobody else uses it meanwhile.</param>
/// <param name="Weights">The trained weights in the trainer's order: its own, or second names of them (<see cref="ITrainingEngine.Share"/>).</param>
public sealed record TrainingWorker(ITrainingEngine Engine, IReadOnlyList<Tensor> Weights);
