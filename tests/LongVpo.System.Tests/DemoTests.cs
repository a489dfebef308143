using System.Text.Json;

namespace LongVpo.System.Tests;

/// <summary>The demo is a newcomer's first minute: its film, its tree and its four answers must come out right.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_answers_its_four_questions()
    {
        using var folder = new TempFolder();
        var run = await Product.ShellAsync($"XDG_DATA_HOME='{folder.Path}' LONGVPO demo --json");
        Assert.True(run.ExitCode == 0, run.Error);
        var lines = run.Output.TrimEnd().Split('\n').Select(Product.LastLine).ToList();
        var answers = lines[^4..];
        var tree = lines[^5];

        TreeChecks.Hold(tree);
        Assert.True(answers[0].GetProperty("found").GetBoolean());
        Assert.Contains("JONAS LIND", answers[0].GetProperty("answer").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.True(Segments(answers[1]) >= 2, "the ferry's departure stands in several segments");
        Assert.Contains("half past ten", answers[1].GetProperty("answer").GetString() + Quotes(answers[1]), StringComparison.OrdinalIgnoreCase);
        Assert.Matches(@"\b(2|two|twice)\b", answers[2].GetProperty("answer").GetString()!.ToLowerInvariant());
        Assert.True(Segments(answers[2]) >= 2, "the pier is shown in two scenes");
        Assert.False(answers[3].GetProperty("found").GetBoolean());
    }

    [Fact]
    public async Task The_demo_streams_a_film_that_its_network_understands_and_counts_the_right_answers()
    {
        var network = Path.Combine(Repository.Root, "samples", "models", "longvpo-tiny");
        Assert.SkipUnless(Directory.Exists(network), $"The small network {network} is not here: the demo of what it understands cannot be checked.");
        using var folder = new TempFolder();
        var run = await Product.ShellAsync($"XDG_DATA_HOME='{folder.Path}' LONGVPO demo --json --speed 10");
        Assert.True(run.ExitCode == 0, run.Error);
        var lines = run.Output.TrimEnd().Split('\n').Select(Product.LastLine).ToList();

        var judged = lines.Where(line => line.TryGetProperty("wanted", out _)).ToList();
        Assert.Equal(6, judged.Count);
        Assert.True(judged.Count(line => line.GetProperty("evidence").GetInt32() > 1) >= 3, "three questions need several scenes");
        Assert.True(judged.Count(line => line.GetProperty("right").GetBoolean()) >= 4, run.Output);
        Assert.Contains(lines, line => line.TryGetProperty("caption", out var caption) && caption.GetProperty("by").GetProperty("model").GetString()!.StartsWith("torch:", StringComparison.Ordinal));
    }

    private static int Segments(JsonElement answer) => answer.GetProperty("citations").EnumerateArray().Select(c => c.GetProperty("segment").GetString()).Distinct().Count();

    private static string Quotes(JsonElement answer) => string.Join(' ', answer.GetProperty("citations").EnumerateArray().Select(c => c.GetProperty("quote").GetString()));
}
