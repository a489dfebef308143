namespace LongVpo.TestKit;

/// <summary>Where the sources stand, for tests that read them.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>LongVpo.Actors.sln</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "LongVpo.Actors.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No LongVpo.Actors.sln above {AppContext.BaseDirectory}.");
    }
}
