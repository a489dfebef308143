using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Oracle;

/// <summary>A safetensors file of reference numbers, read whole: what goes in, and what the public reference made of it.</summary>
public sealed class OracleFile
{
    private readonly Dictionary<string, OracleArray> _floats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ImmutableArray<int> Shape, int[] Values)> _whole = new(StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    /// <exception cref="CheckpointException">It is no readable safetensors file, or holds a number format that reference data do not have.</exception>
    public OracleFile(string path)
    {
        Path = path;
        using var file = SafetensorsFile.Open(path);
        foreach (var (name, tensor) in file.Header.Tensors) Add(name, tensor, file.Bytes(tensor));
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Names of everything in it.</summary>
    public IEnumerable<string> Names => _floats.Keys.Concat(_whole.Keys);

    /// <summary>Names of the arrays of fractional numbers.</summary>
    public IEnumerable<string> FloatNames => _floats.Keys;

    public bool Has(string name) => _floats.ContainsKey(name) || _whole.ContainsKey(name);

    /// <summary>An array of fractional numbers.</summary>
    /// <exception cref="CheckpointException">It is not there.</exception>
    public OracleArray Floats(string name) => _floats.TryGetValue(name, out var array) ? array : throw Missing(name);

    /// <summary>An array of whole numbers.</summary>
    /// <exception cref="CheckpointException">It is not there.</exception>
    public int[] Whole(string name) => _whole.TryGetValue(name, out var array) ? array.Values : throw Missing(name);

    /// <summary>An array of whole numbers; null when it is not there.</summary>
    public int[]? WholeOrNull(string name) => _whole.TryGetValue(name, out var array) ? array.Values : null;

    /// <summary>Extents of an array of either kind.</summary>
    /// <exception cref="CheckpointException">It is not there.</exception>
    public ImmutableArray<int> Shape(string name) =>
        _floats.TryGetValue(name, out var array) ? array.Shape : _whole.TryGetValue(name, out var whole) ? whole.Shape : throw Missing(name);

    private CheckpointException Missing(string name) => new($"{Path} has no array {name}: the file is not of the layout of reference data.");

    private void Add(string name, StoredTensor tensor, ReadOnlySpan<byte> bytes)
    {
        ImmutableArray<int> shape = [.. tensor.Shape.Select(static extent => checked((int)extent))];
        switch (tensor.Type)
        {
            case StoredType.I64:
                _whole[name] = (shape, [.. MemoryMarshal.Cast<byte, long>(bytes).ToArray().Select(static value => checked((int)value))]);
                break;
            case StoredType.I32:
                _whole[name] = (shape, MemoryMarshal.Cast<byte, int>(bytes).ToArray());
                break;
            case StoredType.U8 or StoredType.BOOL:
                _whole[name] = (shape, [.. bytes.ToArray().Select(static value => (int)value)]);
                break;
            case StoredType.F64:
                _floats[name] = new OracleArray(shape, [.. MemoryMarshal.Cast<byte, double>(bytes).ToArray().Select(static value => (float)value)]);
                break;
            default:
                var element = tensor.Type.Element() ?? throw new CheckpointException($"{Path}: {name} is {tensor.Type}, which reference data do not have.");
                var values = new float[shape.Aggregate(1, static (product, extent) => product * extent)];
                Widening.ToFloat32(bytes, element, values);
                _floats[name] = new OracleArray(shape, values);
                break;
        }
    }
}
