using System.Collections.Immutable;
using System.Text.Json;

namespace LongVpo.Models.Checkpoints;

/// <summary>Finds and opens the weight files of a model's folder, one or many by an index, so that what is missing is told before anything is read.</summary>
internal static class FolderFiles
{
    private const string Single = "model.safetensors";
    private const string Index = "model.safetensors.index.json";
    private const int MaxShards = 4096;

    /// <summary>Most bytes of a JSON file that are read; indexes of 2,000 names have 0.2 MB.</summary>
    private const long MaxJson = 16 << 20;

    /// <summary>Reads a small text file of a folder.</summary>
    public static byte[] Read(string path, long maxBytes = MaxJson)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > maxBytes) throw new CheckpointException($"{path} has {length} bytes, and at most {maxBytes} are read; download it again.");
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path} cannot be read ({fault.Message}); see that it is there and that you may read it.", fault);
        }
    }

    /// <summary>Opens all weight files and says which tensor lies in which; every file is open until it is disposed.</summary>
    public static ImmutableDictionary<string, (SafetensorsFile File, StoredTensor Tensor)> Open(string folder, ICollection<SafetensorsFile> opened)
    {
        var single = Path.Combine(folder, Single);
        if (File.Exists(single))
        {
            var file = Add(single, opened);
            return file.Header.Tensors.ToImmutableDictionary(tensor => tensor.Key, tensor => (file, tensor.Value), StringComparer.Ordinal);
        }

        var index = Path.Combine(folder, Index);
        if (File.Exists(index)) return OpenShards(folder, index, opened);
        var other = Directory.EnumerateFiles(folder).Select(Path.GetFileName).FirstOrDefault(name => name!.EndsWith(".bin", StringComparison.Ordinal) || name.EndsWith(".pt", StringComparison.Ordinal) || name.EndsWith(".gguf", StringComparison.Ordinal));
        throw new CheckpointException(other is null
            ? $"{folder} has neither {Single} nor {Index}; the folder is incomplete: download it again."
            : $"{folder} has its weights in {other}, and only safetensors files are read; get or convert the model as safetensors.");
    }

    private static ImmutableDictionary<string, (SafetensorsFile File, StoredTensor Tensor)> OpenShards(string folder, string index, ICollection<SafetensorsFile> opened)
    {
        var map = ReadMap(index);
        var names = map.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (names.Count > MaxShards) throw new CheckpointException($"{index} names {names.Count} files, and at most {MaxShards} are opened; download it again.");
        var missing = names.Where(name => !File.Exists(Path.Combine(folder, name))).ToList();
        if (missing.Count > 0) throw new CheckpointException($"{folder} lacks {missing.Count} of the {names.Count} files that its index names, the first of them {missing[0]}; download them.");

        var files = names.ToDictionary(name => name, name => Add(Path.Combine(folder, name), opened), StringComparer.Ordinal);
        return map.ToImmutableDictionary(
            entry => entry.Key,
            entry => files[entry.Value].Header.Tensors.TryGetValue(entry.Key, out var tensor)
                ? (files[entry.Value], tensor)
                : throw new CheckpointException($"{index} says that {entry.Key} is in {entry.Value}, and it is not there; download both again."),
            StringComparer.Ordinal);
    }

    private static Dictionary<string, string> ReadMap(string index)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(Read(index), new JsonDocumentOptions { MaxDepth = 8 });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("weight_map", out var weights) || weights.ValueKind != JsonValueKind.Object)
                throw new CheckpointException($"{index} has no weight_map; download it again.");
            foreach (var entry in weights.EnumerateObject())
            {
                var file = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : string.Empty;
                // A name that leads out of the folder would let an index open any file of this machine.
                if (file.Length == 0 || file != Path.GetFileName(file) || file.Contains('\\', StringComparison.Ordinal) || !file.EndsWith(".safetensors", StringComparison.Ordinal))
                    throw new CheckpointException($"{index} names a file for {entry.Name} that is no safetensors file of its folder; download it again.");
                if (map.Count == SafetensorsHeader.MaxTensors) throw new CheckpointException($"{index} names more than {SafetensorsHeader.MaxTensors} tensors; download it again.");
                if (!map.TryAdd(entry.Name, file)) throw new CheckpointException($"{index} names {entry.Name} twice; download it again.");
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{index} is no readable JSON; download it again.", fault);
        }

        return map;
    }

    private static SafetensorsFile Add(string path, ICollection<SafetensorsFile> opened)
    {
        var file = SafetensorsFile.Open(path);
        opened.Add(file);
        return file;
    }
}
