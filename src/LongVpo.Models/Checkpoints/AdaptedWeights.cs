using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LongVpo.Models.Tensors;
using Tensor = LongVpo.Models.Tensors.Tensor;

namespace LongVpo.Models.Checkpoints;

/// <summary>
/// Lays a low-rank adapter over a checkpoint while its weights are loaded (Hu et al. 2021), so that an adapted model runs on any engine and as fast as one that is not. An adapter is one
/// safetensors file: <c>LAYER.lora_a</c> [rank, in] and <c>LAYER.lora_b</c> [out, rank] by canonical names, with rank and alpha as words of its header.
/// </summary>
public sealed class AdaptedWeights : IWeightSource, IDisposable
{
    /// <summary>The file that is looked for when a folder is named.</summary>
    public const string FileName = "adapter.safetensors";

    private const string Down = ".lora_a";
    private const string Up = ".lora_b";

    private readonly CheckpointFolder _source;
    private readonly SafetensorsFile _adapter;
    private readonly float _scale;

    /// <summary>Opens an adapter over a checkpoint, which stays the caller's.</summary>
    /// <exception cref="CheckpointException">The adapter cannot be read, or was made for another network.</exception>
    public AdaptedWeights(CheckpointFolder source, string path)
    {
        _source = source;
        _adapter = SafetensorsFile.Open(Directory.Exists(path) ? Path.Combine(path, FileName) : path);
        try
        {
            _scale = (float)(Word("alpha") / Word("rank"));
            foreach (var name in _adapter.Header.Tensors.Keys) Check(name);
        }
        catch
        {
            _adapter.Dispose();
            throw;
        }
    }

    /// <summary>The adapter's file.</summary>
    public string AdapterPath => _adapter.Path;

    /// <inheritdoc/>
    public bool Has(string name) => _source.Has(name);

    /// <summary>Puts one weight on an engine. What is adapted is held in single precision, because half of it would round a small change away.</summary>
    public Tensor Load(ITensorEngine engine, string name, ElementType held)
    {
        var layer = name.EndsWith(".weight", StringComparison.Ordinal) ? name[..^".weight".Length] : name;
        if (!_adapter.Header.Tensors.TryGetValue(layer + Down, out var down)) return _source.Load(engine, name, held);
        var weight = _source.Read(name);
        var (rank, columns) = ((int)down.Shape[0], (int)down.Shape[1]);
        var (a, b) = (Numbers(down), Numbers(_adapter.Header.Tensors[layer + Up]));
        for (var row = 0; row < weight.Length / columns; row++)
        {
            var numbers = weight.AsSpan(row * columns, columns);
            for (var r = 0; r < rank; r++) TensorPrimitives.MultiplyAdd(a.AsSpan(r * columns, columns), _scale * b[(row * rank) + r], numbers, numbers);
        }

        return engine.Weight(MemoryMarshal.AsBytes<float>(weight), ElementType.Float32, ElementType.Float32, _source.Weights[name].Weight.Shape.AsSpan());
    }

    /// <inheritdoc/>
    public void Dispose() => _adapter.Dispose();

    private double Word(string name) =>
        double.TryParse(_adapter.Header.Metadata.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value)
            ? value
            : throw new CheckpointException($"{AdapterPath} does not say its {name}; name an adapter that this program saved.");

    private void Check(string name)
    {
        var tensors = _adapter.Header.Tensors;
        var layer = name.EndsWith(Down, StringComparison.Ordinal) || name.EndsWith(Up, StringComparison.Ordinal) ? name[..^Down.Length] : name;
        var fits = _source.Weights.TryGetValue($"{layer}.weight", out var weight) && weight.Weight.Shape is [var rows, var columns]
            && tensors.TryGetValue(layer + Down, out var down) && tensors.TryGetValue(layer + Up, out var up)
            && down.Type.Element() is not null && up.Type.Element() is not null
            && down.Shape is [var rank, var wide] && up.Shape is [var high, var same] && rank == same && wide == columns && high == rows;
        if (!fits) throw new CheckpointException($"{AdapterPath} changes {layer}, which {_source.Path} does not have in that shape; use the adapter with the model it was trained on.");
    }

    private float[] Numbers(StoredTensor tensor)
    {
        var numbers = new float[tensor.Shape.Aggregate(1L, static (product, extent) => product * extent)];
        Widening.ToFloat32(_adapter.Bytes(tensor), tensor.Type.Element()!.Value, numbers);
        return numbers;
    }
}
