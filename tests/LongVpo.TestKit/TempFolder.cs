using System.Collections.Concurrent;

namespace LongVpo.TestKit;

/// <summary>A folder of its own for one test, gone when the test is over. <see cref="NothingLeftBehind"/> fails a run in which one is not.</summary>
public sealed class TempFolder : IDisposable
{
    private static readonly ConcurrentDictionary<string, (string Maker, bool IsOver)> Made = new();

    private readonly string _maker;

    public TempFolder()
    {
        Path = Directory.CreateTempSubdirectory("longvpo-test-").FullName;
        _maker = NothingLeftBehind.TestNow;
        Made[Path] = (_maker, false);
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        Made[Path] = (_maker, true);
        Delete(Path);
    }

    /// <summary>Says of every folder that is not wholly gone by now who made it and what is left of it; empty when all is well.</summary>
    internal static IReadOnlyList<string> LeftBehind()
    {
        var open = OpenFiles();
        var left = new List<string>();
        foreach (var (path, (maker, isOver)) in Made.OrderBy(made => made.Value.Maker, StringComparer.Ordinal))
        {
            if (isOver) Delete(path);
            if (!isOver) left.Add($"{maker}: its folder was never disposed of.");
            else if (Directory.Exists(path)) left.Add($"{maker}: something still writes into its folder.");
            else if (open.FirstOrDefault(name => name.StartsWith(path + "/", StringComparison.Ordinal)) is { } name) left.Add($"{maker}: {name[(path.Length + 1)..]} is still open.");
        }

        return left;
    }

    // A store that nobody closed holds its files open also after they were deleted; only Linux tells.
    private static List<string> OpenFiles()
    {
        const string handles = "/proc/self/fd";
        if (!Directory.Exists(handles)) return [];
        return [.. Directory.EnumerateFileSystemEntries(handles).Select(TargetOf).OfType<string>()];
    }

    private static string? TargetOf(string handle)
    {
        try
        {
            return new FileInfo(handle).LinkTarget;
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return null;
        }
    }

    private static void Delete(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }
        catch (IOException)
        {
            // A process that the test killed may still write for a moment; it is tried again at the end of the run.
        }
    }
}
