using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;
using Tensor = LongVpo.Models.Tensors.Tensor;

namespace LongVpo.Models.Training;

/// <summary>
/// Stands around a network's linear layers and adapts those that the settings name. Only the adapters are trained and saved; with them switched off the network is its own
/// reference, which saves a second copy of the weights.
/// </summary>
public sealed class LoraAdapters : ILinearSource, IDisposable
{
    private const string DownName = ".lora_a";
    private const string UpName = ".lora_b";
    private readonly ITrainingEngine _engine;
    private readonly ILinearSource _source;
    private readonly LoraSettings _settings;
    private readonly LoraAdapters? _first;
    private readonly Dictionary<string, Linear> _layers = new(StringComparer.Ordinal);
    private int _off;

    /// <summary>Adapts the layers of <paramref name="source"/>, which keeps owning them.</summary>
    /// <exception cref="ArgumentException">The settings make no adapter.</exception>
    public LoraAdapters(ITrainingEngine engine, ILinearSource source, LoraSettings settings)
    {
        settings.Validate();
        (_engine, _source, _settings) = (engine, source, settings);
    }

    private LoraAdapters(ITrainingEngine engine, ILinearSource source, LoraAdapters first) => (_engine, _source, _settings, _first) = (engine, source, first._settings, first);

    /// <summary>Whether the network is its own reference at the moment.</summary>
    public bool AreOff => _off > 0;

    /// <summary>What an optimizer moves: two weights per adapted layer, in the order of the layers' names. Complete once the network has asked for its layers.</summary>
    public IReadOnlyList<TrainedWeight> Weights =>
        [.. Adapted.SelectMany(layer => new[] { new TrainedWeight(layer.Name + DownName, layer.Down), new TrainedWeight(layer.Name + UpName, layer.Up) })];

    private IEnumerable<LoraLinear> Adapted => _layers.Values.OfType<LoraLinear>().OrderBy(layer => layer.Name, StringComparer.Ordinal);

    /// <summary>The same numbers with gradients of their own, for another engine that differentiates at the same time; must be disposed before these.</summary>
    /// <param name="engine">The other engine.</param>
    /// <param name="source">The layers on it.</param>
    public LoraAdapters Share(ITrainingEngine engine, ILinearSource source) => new(engine, source, this);

    /// <inheritdoc/>
    public Linear Linear(string name)
    {
        if (_layers.TryGetValue(name, out var known)) return known;
        var inner = _source.Linear(name);
        return _layers[name] = _settings.Adapts(name) ? Adapt(inner) : inner;
    }

    /// <summary>Whether a weight of this name, such as <c>text.layers.0.mlp.up.weight</c>, is changed by these adapters.</summary>
    public bool Adapts(string weight)
    {
        const string ending = ".weight";
        return weight.EndsWith(ending, StringComparison.Ordinal) && _layers.GetValueOrDefault(weight[..^ending.Length]) is LoraLinear;
    }

    /// <summary>Switches all adapters off until it is disposed; what the reference's forward pass runs under.</summary>
    public IDisposable Off()
    {
        _off++;
        return new Switch(this);
    }

    /// <summary>Adds every change to its layer's own weight and begins anew from there; results stay the same up to rounding in the type the weight is held in.</summary>
    public void Merge()
    {
        foreach (var layer in Adapted)
        {
            var (rows, columns, rank) = (layer.Weight.Shape[0], layer.Weight.Shape[1], _settings.Rank);
            var (weight, down, up) = (Numbers(layer.Weight), Numbers(layer.Down), Numbers(layer.Up));
            for (var row = 0; row < rows; row++)
            {
                var numbers = weight.AsSpan(row * columns, columns);
                for (var r = 0; r < rank; r++) TensorPrimitives.MultiplyAdd(down.AsSpan(r * columns, columns), _settings.Scale * up[(row * rank) + r], numbers, numbers);
            }
            _engine.Write(layer.Weight, weight);
            _engine.Write(layer.Up, new float[up.Length]);
        }
    }

    /// <summary>Writes the adapters into one safetensors file, whole or not at all: <c>LAYER.lora_a</c> and <c>LAYER.lora_b</c> by canonical names, rank and alpha as words.</summary>
    public void Save(string path) => SafetensorsWriter.Write(
        path,
        [.. Weights.Select(weight => new TensorToWrite(weight.Name, StoredType.F32, [.. weight.Tensor.Shape.Select(extent => (long)extent)], bytes => _engine.Read(weight.Tensor, MemoryMarshal.Cast<byte, float>(bytes))))],
        new Dictionary<string, string> { ["rank"] = _settings.Rank.ToString(CultureInfo.InvariantCulture), ["alpha"] = _settings.Alpha.ToString("R", CultureInfo.InvariantCulture) });

    /// <summary>Takes up what <see cref="Save"/> wrote.</summary>
    /// <exception cref="CheckpointException">The file is damaged, or its adapters do not fit this network and these settings.</exception>
    public void Load(string path)
    {
        using var file = SafetensorsFile.Open(path);
        var alpha = file.Header.Metadata.GetValueOrDefault("alpha");
        if (alpha != _settings.Alpha.ToString("R", CultureInfo.InvariantCulture)) throw new CheckpointException($"{path} was trained with alpha {alpha ?? "unknown"}, not {_settings.Alpha}: load it with the settings it was trained with.");
        var weights = Weights;
        if (file.Header.Tensors.Count != weights.Count) throw new CheckpointException($"{path} holds {file.Header.Tensors.Count} adapter weights and this network has {weights.Count}: load it with the settings it was trained with.");
        var found = weights.Select(weight => file.Header.Tensors.TryGetValue(weight.Name, out var stored) && stored.Type == StoredType.F32 && stored.Shape.SequenceEqual(weight.Tensor.Shape.Select(extent => (long)extent))
            ? stored
            : throw new CheckpointException($"{path} has no {weight.Name} of shape [{string.Join(", ", weight.Tensor.Shape)}]: load it with the settings it was trained with.")).ToList();
        foreach (var (weight, stored) in weights.Zip(found)) _engine.Write(weight.Tensor, MemoryMarshal.Cast<byte, float>(file.Bytes(stored)));
    }

    /// <summary>Frees the adapters; the layers stay with their source.</summary>
    public void Dispose()
    {
        foreach (var weight in Weights) weight.Tensor.Dispose();
        _layers.Clear();
    }

    private LoraLinear Adapt(Linear inner)
    {
        if (_first is not null)
        {
            var twin = (LoraLinear)_first.Linear(inner.Name);
            return Wanted(inner, _engine.Share(twin.Down), _engine.Share(twin.Up));
        }

        var (rows, columns, rank) = (inner.Weight.Shape[0], inner.Weight.Shape[1], _settings.Rank);
        // The start depends on the layer's name and not on the order in which a network asks.
        var random = new SplitMix(inner.Name.Aggregate(_settings.Seed, (hash, letter) => new SplitMix(hash ^ letter).Next()));
        var down = new float[rank * columns];
        var bound = 1 / Math.Sqrt(columns);
        for (var i = 0; i < down.Length; i++) down[i] = (float)(((2 * random.Share()) - 1) * bound);
        var a = _engine.Weight(MemoryMarshal.AsBytes(down.AsSpan()), ElementType.Float32, ElementType.Float32, rank, columns);
        return Wanted(inner, a, _engine.Weight(new byte[4 * rows * rank], ElementType.Float32, ElementType.Float32, rows, rank));
    }

    private LoraLinear Wanted(Linear inner, Tensor a, Tensor b)
    {
        _engine.WantGradient(a, true);
        _engine.WantGradient(b, true);
        return new LoraLinear(_engine, this, inner, a, b, _settings.Scale);
    }

    private float[] Numbers(Tensor tensor)
    {
        var numbers = new float[tensor.Count];
        _engine.Read(tensor, numbers);
        return numbers;
    }

    private sealed class Switch(LoraAdapters adapters) : IDisposable
    {
        private bool _disposed;

        public void Dispose()
        {
            if (_disposed) return;
            _disposed = true;
            adapters._off--;
        }
    }
}
