using System.Collections.Immutable;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Checkpoints;

/// <summary>
/// An open model folder of either published format. Opening checks everything that can be checked without reading weights: config, files, names, shapes, number formats. So a folder that opens
/// can be loaded, and one that cannot says why in a sentence before memory is taken.
/// </summary>
public sealed class CheckpointFolder : IWeightSource, IDisposable
{
    private const string ConfigName = "config.json";

    private readonly List<SafetensorsFile> _files;

    private CheckpointFolder(string path, InternConfig config, List<SafetensorsFile> files, ImmutableDictionary<string, FolderWeight> weights)
    {
        Path = path;
        Config = config;
        _files = files;
        Weights = weights;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What the network is made of.</summary>
    public InternConfig Config { get; }

    /// <summary>All weights by canonical name; without <see cref="WeightLayout.Head"/> where the head is tied.</summary>
    public ImmutableDictionary<string, FolderWeight> Weights { get; }

    /// <summary>The open weight files.</summary>
    public IReadOnlyList<SafetensorsFile> Files => _files;

    /// <summary>Whether the head is the embedding table.</summary>
    public bool IsHeadTied => !Weights.ContainsKey(WeightLayout.Head);

    /// <summary>Bytes of all weights as stored.</summary>
    public long Bytes => Weights.Values.Sum(weight => weight.Bytes);

    /// <summary>Opens a folder and checks it.</summary>
    /// <exception cref="CheckpointException">It cannot be used; one sentence says why and what to do.</exception>
    public static CheckpointFolder Open(string path)
    {
        if (!Directory.Exists(path)) throw new CheckpointException($"There is no folder {path}; give the path of a downloaded model.");
        var configPath = System.IO.Path.Combine(path, ConfigName);
        if (!File.Exists(configPath)) throw new CheckpointException($"{path} has no {ConfigName}; give the folder of a whole InternVL model, or download it again.");
        var config = ConfigReader.Read(FolderFiles.Read(configPath), configPath);

        var files = new List<SafetensorsFile>();
        try
        {
            var stored = FolderFiles.Open(path, files);
            return new CheckpointFolder(path, config, files, FolderMatching.Match(path, config, stored));
        }
        catch
        {
            foreach (var file in files) file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool Has(string name) => Weights.ContainsKey(name);

    /// <inheritdoc/>
    public Tensor Load(ITensorEngine engine, string name, ElementType held)
    {
        var weight = Weights[name];
        return engine.Weight(Stored(weight), weight.Type, held, weight.Weight.Shape.AsSpan());
    }

    /// <summary>Copies a weight's numbers out as float32, row-major.</summary>
    public float[] Read(string name)
    {
        var weight = Weights[name];
        var values = new float[weight.Weight.Shape.Aggregate(1L, (product, extent) => product * extent)];
        Widening.ToFloat32(Stored(weight), weight.Type, values);
        return values;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
    }

    /// <summary>The bytes of one weight as stored: where they lie if they lie together, else gathered.</summary>
    private static ReadOnlySpan<byte> Stored(FolderWeight weight)
    {
        var whole = weight.File.Bytes(weight.Tensor);
        if (weight.Place.IsContiguous)
        {
            var (start, length) = weight.Place.Pieces(whole.Length).First();
            return whole.Slice((int)start, (int)length);
        }

        var gathered = new byte[weight.Bytes];
        var filled = 0;
        foreach (var (start, length) in weight.Place.Pieces(whole.Length))
        {
            whole.Slice((int)start, (int)length).CopyTo(gathered.AsSpan(filled));
            filled += (int)length;
        }

        return gathered;
    }
}
