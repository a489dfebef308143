namespace LongVpo.TestKit;

/// <summary>Finds the folder of real footage and reference data that tests may read, and skips loudly when it is absent.</summary>
public static class SharedFolder
{
    /// <summary>The folder <c>LONGVPO_SHARED</c> names, else <c>shared</c> beside the repository; null when there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The full path of a file in it; a test without it is skipped and says what is missing.</summary>
    public static string Require(params string[] parts)
    {
        var path = Root is null ? null : Path.Combine([Root, .. parts]);
        if (path is null || !(File.Exists(path) || Directory.Exists(path)))
            Assert.Skip($"The shared reference folder has no {Path.Combine(parts)}: set LONGVPO_SHARED to a folder that has.");
        return path;
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("LONGVPO_SHARED");
        if (!string.IsNullOrEmpty(named)) return Directory.Exists(named) ? Path.GetFullPath(named) : null;
        var beside = Path.Combine(Repository.Root, "..", "shared");
        return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
    }
}
