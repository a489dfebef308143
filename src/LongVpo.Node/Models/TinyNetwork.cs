using System.Text.Json;

namespace LongVpo.Node.Models;

/// <summary>Finds the small networks that come with the program, so that <c>tiny:</c> means the same wherever a model is named.</summary>
public static class TinyNetwork
{
    /// <summary>The file that says which of several networks is meant where none is named: <c>{"network": "base"}</c>.</summary>
    public const string ChoiceFile = "network.json";

    private const string Config = "config.json";
    private static readonly string Place = Path.Combine("samples", "models", "longvpo-tiny");

    /// <summary>
    /// The folder of a network: the one of that name below the networks' folder. Without a name the one that <see cref="ChoiceFile"/> names, or the networks' folder itself where it is that of
    /// a network; that one is also <c>base</c>.
    /// </summary>
    /// <param name="name">Which; empty for the one that is used.</param>
    /// <param name="root">The folder of networks; empty for the one that comes with the program.</param>
    /// <exception cref="SettingsException">It is not here; one sentence.</exception>
    public static string Find(string name, string root = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        var networks = root.Length > 0 ? Path.GetFullPath(root) : Root();
        if (networks is null || !Directory.Exists(networks))
            throw new SettingsException($"The small network {(networks ?? Place)} is not here: train it with longvpo train sft and put the run's folder 'model' there, or name its folder as torch:FOLDER.");
        var (chosen, isNetwork) = (name.Length > 0 ? name : Chosen(networks), File.Exists(Path.Combine(networks, Config)));
        if (chosen is { } below && File.Exists(Path.Combine(networks, below, Config))) return Path.Combine(networks, below);
        if (isNetwork && chosen is null or "base") return networks;
        var there = Directory.EnumerateDirectories(networks).Where(folder => File.Exists(Path.Combine(folder, Config))).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        throw new SettingsException($"There is no network tiny:{chosen} in {networks}: {(there.Count == 0 ? "it holds none" : $"it holds {string.Join(", ", there)}")}.");
    }

    private static string? Chosen(string networks)
    {
        var path = Path.Combine(networks, ChoiceFile);
        if (!File.Exists(path)) return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var name = document.RootElement.GetProperty("network").GetString();
            return !string.IsNullOrEmpty(name) && name == Path.GetFileName(name) ? name : throw new KeyNotFoundException("it names none");
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} does not say which network is used ({wrong.Message.TrimEnd('.')}): write {{\"network\": \"base\"}} or name one as tiny:NAME.", wrong);
        }
    }

    private static string? Root()
    {
        if (Environment.GetEnvironmentVariable("LONGVPO_ROOT") is { Length: > 0 } told) return Path.Combine(told, Place);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, Place))) return Path.Combine(folder.FullName, Place);
        return null;
    }
}
