using System.Text.Json;
using LongVpo.Models.Torch;

namespace LongVpo.System.Tests;

/// <summary>Makes and trains arms of the ablation table with the network that ships, as its script does for the whole table, and a report of them.</summary>
public sealed class AblationTests
{
    [Fact]
    public async Task Arms_are_made_and_trained_and_what_is_there_is_kept()
    {
        if (TorchEngine.WhyNot() is { } missing) Assert.Skip(missing);
        using var folder = new TempFolder();
        var (arms, names) = (folder.File("arms"), "s1s2 tpo");

        var first = await ArmsAsync(arms, names);
        Assert.True(first.ExitCode == 0, first.Error);
        var written = Written(arms);
        foreach (var arm in new[] { "s1", "s1s2", "tpo" })
        {
            var place = Path.Combine(arms, arm, "seed3");
            Assert.True(File.Exists(Path.Combine(place, "model", "model.safetensors")), arm);
            Assert.Equal(arm == "s1" ? 16 : 6, (await File.ReadAllLinesAsync(Path.Combine(place, "pairs.jsonl"), TestContext.Current.CancellationToken)).Count(static line => line.Contains("\"chosen\"", StringComparison.Ordinal)));
            using var truth = JsonDocument.Parse((await File.ReadAllLinesAsync(Path.Combine(place, "truth.json"), TestContext.Current.CancellationToken))[^1]);
            Assert.True(truth.RootElement.GetProperty("preferred_right").GetDouble() > 0.6, truth.RootElement.GetRawText());
        }

        // Said once more everything is there, and nothing is written anew.
        Assert.Equal(0, (await ArmsAsync(arms, names)).ExitCode);
        Assert.Equal(written, Written(arms));

        await Product.JsonAsync(0, "report", "--runs", arms, "--out", folder.File("report.html"));
        var page = await File.ReadAllTextAsync(folder.File("report.html"), TestContext.Current.CancellationToken);
        foreach (var arm in new[] { "S1", "S1+S2", "TPO" }) Assert.Contains(arm, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_arm_that_there_is_none_of_is_told()
    {
        using var folder = new TempFolder();
        var run = await ArmsAsync(folder.File("arms"), "s9");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no arm s9", run.Error, StringComparison.Ordinal);
    }

    private static Task<CommandRun> ArmsAsync(string arms, string names)
    {
        var (root, program) = (Repository.Root, Path.Combine(Repository.Root, "src", "LongVpo.Cli", "bin", "Release", "net10.0", "longvpo"));
        var script = $"PAIRS=16 PAIRS2=6 POOL=0-299 EPISODES=2000-2299 SEED=3 LONGVPO='{program}' '{root}/samples/recipes/ablations.sh' '{root}/samples/models/longvpo-tiny/base' '{arms}' {names}";
        return CommandRun.RunAsync("bash", ["-c", script], limit: TimeSpan.FromMinutes(9), cancellationToken: TestContext.Current.CancellationToken);
    }

    private static string[] Written(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O}")];
}
