using System.Text.Json;
using LongVpo.Core.Models;
using LongVpo.Node.Contract;

namespace LongVpo.Node.Models.Promotion;

/// <summary>
/// Which weights stand for a model in a store: a file beside the memory, so that whoever opens the store next uses what was promoted, and a copy of the store carries it along. It is
/// replaced as a whole; whoever reads sees it before or after.
/// </summary>
/// <param name="store">The store's folder.</param>
/// <param name="time">The clock of steps.</param>
public sealed class ModelRegistry(string store, TimeProvider time)
{
    private readonly string _path = Path.Combine(Path.GetFullPath(store), "models.json");

    /// <summary>The name under which a model is kept: a folder's is the same however it was typed.</summary>
    public static string KeyOf(ModelName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Scheme == ModelScheme.Torch ? $"torch:{Path.GetFullPath(name.Place)}" : name.ToString();
    }

    /// <summary>The weights that a registry's name of a model means.</summary>
    /// <param name="model">The name.</param>
    /// <param name="tinyFolder">The folder of small networks; empty for the one that comes with the program.</param>
    /// <exception cref="ModelException">It is no such name, or there is no such folder.</exception>
    public static ModelChange ChangeTo(string model, string tinyFolder = "")
    {
        if (!ModelName.TryParse(model, out var name, out var wrong)) throw new ModelException(wrong);
        if (name.Scheme == ModelScheme.Tiny) return new ModelChange(Tiny(name.Place, tinyFolder), null);
        if (name.Scheme != ModelScheme.Torch) throw new ModelException($"{model} is no folder: only weights that run in this process can be promoted, torch:FOLDER, torch:FOLDER+ADAPTER or tiny:NAME.");
        if (Directory.Exists(name.Place)) return new ModelChange(Path.GetFullPath(name.Place), null);
        var plus = name.Place.LastIndexOf('+');
        return plus > 0 && Directory.Exists(name.Place[..plus]) && Path.Exists(name.Place[(plus + 1)..])
            ? new ModelChange(Path.GetFullPath(name.Place[..plus]), Path.GetFullPath(name.Place[(plus + 1)..]))
            : throw new ModelException($"There is no folder {name.Place}: name the folder of a model, or a folder, a plus and an adapter for it.");
    }

    /// <summary>The registry's name of weights.</summary>
    public static string NameOf(ModelChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Adapter is null ? $"torch:{change.Checkpoint}" : $"torch:{change.Checkpoint}+{change.Adapter}";
    }

    /// <summary>Every line; none before the first promotion.</summary>
    /// <exception cref="SettingsException">The file cannot be read; one sentence.</exception>
    public IReadOnlyList<ModelLine> Read()
    {
        try
        {
            if (!File.Exists(_path)) return [];
            var document = JsonSerializer.Deserialize(File.ReadAllText(_path), ContractJson.Readable.RegistryDocument);
            return document?.Schema == RegistryDocument.CurrentSchema
                ? document.Lines
                : throw new SettingsException($"{_path} was written as {document?.Schema ?? "nothing"}, and this version reads {RegistryDocument.CurrentSchema}: update LongVpo.");
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{_path} cannot be read ({wrong.Message.TrimEnd('.')}): restore it from a copy, or move it away to use every model as it was named.", wrong);
        }
    }

    /// <summary>The line of a model; one without steps where nothing was promoted over it.</summary>
    /// <exception cref="SettingsException">As for <see cref="Read"/>.</exception>
    public ModelLine LineOf(string key) => Read().FirstOrDefault(line => line.Name == key) ?? new ModelLine(key, []);

    /// <summary>Notes that a model stands from now on.</summary>
    /// <param name="key">The line.</param>
    /// <param name="model">The registry's name of the weights.</param>
    /// <param name="digest">SHA-256 over them.</param>
    /// <param name="over">Digest of what the promotion was judged against; null where nothing was promoted before.</param>
    /// <param name="suite">What the short suite said.</param>
    /// <exception cref="SettingsException">Something else was promoted meanwhile, or the file cannot be written.</exception>
    public ModelLine Promote(string key, string model, string digest, string? over, JsonElement suite) => Change(key, line =>
        line.Current?.Digest == over
            ? new RegistryStep(RegistryStep.Promoted, model, digest, time.GetUtcNow(), suite)
            : throw new SettingsException($"Another model was promoted over {key} while this one was judged: judge it again, against that one."));

    /// <summary>Takes back the last promotion.</summary>
    /// <exception cref="SettingsException">There is none, or the file cannot be written.</exception>
    public ModelLine RollBack(string key) => Change(key, line => line.Current is { } current
        ? new RegistryStep(RegistryStep.RolledBack, current.Model, current.Digest, time.GetUtcNow())
        : throw new SettingsException($"Nothing was promoted over {key} that could be taken back: see longvpo models list."));

    private static string Tiny(string name, string folder)
    {
        try
        {
            return Path.GetFullPath(TinyNetwork.Find(name, folder));
        }
        catch (SettingsException missing)
        {
            throw new ModelException(missing.Message, missing);
        }
    }

    private ModelLine Change(string key, Func<ModelLine, RegistryStep> next)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            // Two that change it at once would each lose the other's step; the second is told.
            using var turn = new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var lines = Read();
            var line = lines.FirstOrDefault(known => known.Name == key) ?? new ModelLine(key, []);
            line = line with { Steps = [.. line.Steps, next(line)] };
            var document = new RegistryDocument(RegistryDocument.CurrentSchema, [.. lines.Where(known => known.Name != key), line]);
            WriteWhole(JsonSerializer.SerializeToUtf8Bytes(document, ContractJson.Readable.RegistryDocument));
            return line;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{_path} cannot be written ({wrong.Message.TrimEnd('.')}): see whether another promotion is under way, or who owns the folder.", wrong);
        }
    }

    private void WriteWhole(byte[] bytes)
    {
        var next = _path + ".next";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, _path, overwrite: true);
    }
}
