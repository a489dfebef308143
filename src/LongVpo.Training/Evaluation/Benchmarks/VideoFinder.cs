namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>Finds a benchmark's videos in its folder, wherever their archives were unpacked: by path, else by a name that only one file or folder of frames has.</summary>
public sealed class VideoFinder
{
    private static readonly string[] Films = [".mp4", ".mkv", ".webm", ".avi", ".mov", ".m4v", ".gif"];
    private readonly string _folder;
    private readonly Lazy<ILookup<string, string>> _names;

    /// <param name="folder">The benchmark's folder.</param>
    public VideoFinder(string folder)
    {
        _folder = Path.GetFullPath(folder);
        _names = new(() => Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories)
            .Where(path => Films.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) || Path.GetExtension(path) is ".srt" or ".json" || Directory.Exists(path))
            .SelectMany(path => new[] { Path.GetFileName(path), Path.GetFileNameWithoutExtension(path) }.Distinct().Select(name => (Name: name, Path: path)))
            .ToLookup(found => found.Name, found => found.Path, StringComparer.Ordinal));
    }

    /// <summary>The file or folder of frames that a question names; null where there is none, or several and no telling which.</summary>
    public string? Video(string name) => Find(name, static path => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.jpg").Any() : Films.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));

    /// <summary>A subtitle file.</summary>
    public string? Subtitles(string name) => Find(name, static path => Path.GetExtension(path) is ".srt" or ".json");

    private string? Find(string name, Func<string, bool> fits)
    {
        foreach (var place in new[] { string.Empty, "videos", "video", "subtitles", "subtitle", "data" })
        {
            var path = Path.GetFullPath(Path.Combine(_folder, place, name));
            // A name out of a file may not lead out of the folder.
            if (path.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && Path.Exists(path) && fits(path)) return path;
        }

        var found = _names.Value[Path.GetFileName(name)].Where(fits).Distinct(StringComparer.Ordinal).ToList();
        return found.Count == 1 ? found[0] : null;
    }
}
