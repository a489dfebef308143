using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>A network's weights on an engine, by canonical name, each loaded once. They live until this is disposed, longer than any network over them.</summary>
public sealed class NetworkWeights : ILinearSource, IDisposable
{
    private readonly ITensorEngine _engine;
    private readonly Dictionary<string, Tensor> _weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Linear> _linears = new(StringComparer.Ordinal);
    private readonly bool _tied;

    private NetworkWeights(ITensorEngine engine, bool tied) => (_engine, _tied) = (engine, tied);

    /// <summary>Every weight by its name, the head only where it is one of its own; what an optimizer moves.</summary>
    public IReadOnlyDictionary<string, Tensor> All => _weights;

    /// <summary>Loads all weights of a network.</summary>
    /// <param name="engine">Where they go; must outlive them.</param>
    /// <param name="config">What the network is made of.</param>
    /// <param name="source">Where they come from; not needed afterwards.</param>
    /// <param name="held">What products and the table are held as. Everything else, which is small and sensitive, is held as the engine calculates.</param>
    /// <exception cref="OutOfMemoryException">The device has no room for them; what was loaded is freed.</exception>
    public static NetworkWeights Load(ITensorEngine engine, InternConfig config, IWeightSource source, ElementType held)
    {
        var weights = new NetworkWeights(engine, !source.Has(WeightLayout.Head));
        try
        {
            foreach (var weight in WeightLayout.Of(config))
            {
                if (weight.Name == WeightLayout.Head && weights._tied) continue;
                weights._weights[weight.Name] = source.Load(engine, weight.Name, IsProduct(weight) ? held : engine.Activations);
            }

            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>The same numbers with gradients of their own, for another engine that differentiates at the same time; must be disposed before these.</summary>
    public NetworkWeights Share(ITrainingEngine engine)
    {
        var shared = new NetworkWeights(engine, _tied);
        foreach (var (name, weight) in _weights) shared._weights[name] = engine.Share(weight);
        return shared;
    }

    /// <summary>A weight by its whole name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such weight.</exception>
    public Tensor Weight(string name) => _weights[name];

    /// <inheritdoc/>
    public Linear Linear(string name)
    {
        if (_linears.TryGetValue(name, out var linear)) return linear;
        var weight = $"{name}.weight";
        if (_tied && weight == WeightLayout.Head) weight = WeightLayout.Embeddings;
        return _linears[name] = new Linear(_engine, name, _weights[weight], _weights.GetValueOrDefault($"{name}.bias"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var weight in _weights.Values) weight.Dispose();
        _weights.Clear();
    }

    private static bool IsProduct(WeightShape weight) => weight.Shape.Length == 2 && weight.Name != "vision.positions";
}
