using LongVpo.Models.Tensors;

namespace LongVpo.Models.Checkpoints;

/// <summary>
/// Saves a model with changed weights in the layout it was read from: same names, files, shapes and number formats, fused tensors fused again. So whatever could read the original folder can read
/// the new one.
/// </summary>
public static class CheckpointSaver
{
    /// <summary>Writes a new folder; it appears under its name only when it is whole.</summary>
    /// <param name="source">The folder the model came from.</param>
    /// <param name="target">A folder that does not exist yet.</param>
    /// <param name="changed">New float32 numbers of a weight by its canonical name, or null where it stayed as it was.</param>
    /// <exception cref="CheckpointException">The target exists.</exception>
    public static void Save(CheckpointFolder source, string target, Func<string, float[]?> changed)
    {
        if (Path.Exists(target)) throw new CheckpointException($"{target} exists already; name a folder that does not.");
        var partial = Path.TrimEndingDirectorySeparator(target) + ".partial";
        if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        try
        {
            var weights = source.Files.ToDictionary(file => file, _ => new Dictionary<string, IEnumerable<FolderWeight>>(StringComparer.Ordinal));
            foreach (var group in source.Weights.Values.GroupBy(weight => (weight.File, weight.Tensor.Name))) weights[group.Key.File][group.Key.Name] = group;
            foreach (var file in source.Files) SaveFile(file, Path.Combine(partial, Path.GetFileName(file.Path)), weights[file], changed);
            foreach (var path in Directory.EnumerateFiles(source.Path).Where(path => !path.EndsWith(".safetensors", StringComparison.Ordinal)))
                File.Copy(path, Path.Combine(partial, Path.GetFileName(path)));
            Directory.Move(partial, target);
        }
        catch
        {
            Directory.Delete(partial, recursive: true);
            throw;
        }
    }

    private static void SaveFile(SafetensorsFile file, string path, Dictionary<string, IEnumerable<FolderWeight>> weights, Func<string, float[]?> changed)
    {
        var tensors = file.Header.Tensors.Values.OrderBy(tensor => tensor.Start).Select(tensor => new TensorToWrite(tensor.Name, tensor.Type, tensor.Shape, bytes =>
        {
            file.Bytes(tensor).CopyTo(bytes);
            foreach (var weight in weights.GetValueOrDefault(tensor.Name, []))
                if (changed(weight.Weight.Name) is { } values) Put(weight, values, bytes);
        }));
        SafetensorsWriter.Write(path, [.. tensors], file.Header.Metadata);
    }

    private static void Put(FolderWeight weight, ReadOnlySpan<float> values, Span<byte> whole)
    {
        var size = weight.Type == ElementType.Float32 ? 4 : 2;
        if (values.Length * (long)size != weight.Bytes) throw new ArgumentException($"{weight.Weight.Name} has {weight.Bytes / size} numbers, and {values.Length} were given.", nameof(values));
        foreach (var (start, length) in weight.Place.Pieces(whole.Length))
        {
            var count = (int)(length / size);
            Widening.FromFloat32(values[..count], weight.Type, whole.Slice((int)start, (int)length));
            values = values[count..];
        }
    }
}
