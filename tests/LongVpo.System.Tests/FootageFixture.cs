using System.Text.Json;

namespace LongVpo.System.Tests;

/// <summary>Analyses every clip of the shared folder once with the real program, for all tests that judge what came out.</summary>
public sealed class FootageFixture : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public string Store => _folder.File("store");

    /// <summary>Clip file, what is known about it, and the tree that the program printed.</summary>
    internal IReadOnlyList<(string File, FootageTruth Truth, JsonElement Tree)> Clips { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        if (SharedFolder.Root is null) return;
        var videos = Path.Combine(SharedFolder.Root, "videos");
        var files = Directory.EnumerateFiles(videos, "*.truth.json").Order(StringComparer.Ordinal)
            .Select(truth => (truth, file: Directory.EnumerateFiles(videos, Path.GetFileName(truth).Replace(".truth.json", ".*", StringComparison.Ordinal))
                .Single(f => !f.EndsWith(".json", StringComparison.Ordinal) && !f.EndsWith(".vtt", StringComparison.Ordinal))))
            .ToList();
        var run = await Product.RunAsync(["analyze", .. files.Select(f => f.file), "--store", Store]);
        Assert.True(run.ExitCode == 0, run.Error);
        var clips = new List<(string, FootageTruth, JsonElement)>();
        foreach (var (truth, file) in files)
            clips.Add((file, FootageTruth.Read(truth), await Product.JsonAsync(0, "tree", file, "--store", Store)));
        Clips = clips;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
