using System.Collections.Immutable;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;
using LongVpo.Models.Training;

namespace LongVpo.Training.Sft;

/// <summary>What of a network is trained: some of its weights, or adapters around some of its layers.</summary>
/// <param name="Weights">What an optimizer moves, the same order on every engine.</param>
/// <param name="Adapters">The adapters; null where the weights themselves are trained.</param>
internal sealed record TrainedParts(ImmutableArray<TrainedWeight> Weights, LoraAdapters? Adapters)
{
    /// <summary>Weights by their names.</summary>
    public static TrainedParts Of(NetworkWeights weights, Func<string, bool>? trains) =>
        new([.. weights.All.Where(weight => trains?.Invoke(weight.Key) != false).OrderBy(static weight => weight.Key, StringComparer.Ordinal).Select(static weight => new TrainedWeight(weight.Key, weight.Value))], null);

    /// <summary>Adapters, once a network has asked for its layers.</summary>
    public static TrainedParts Of(LoraAdapters adapters) => new([.. adapters.Weights], adapters);
}
