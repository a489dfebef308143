using System.Text.Json;

namespace LongVpo.System.Tests;

/// <summary>Runs the real program as a person would, and reads what it prints.</summary>
internal static class Product
{
    private static readonly string Binary = Path.Combine(Repository.Root, "src", "LongVpo.Cli", "bin", "Release", "net10.0", "longvpo.dll");

    public static Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.RunAsync("dotnet", [Binary, .. arguments], limit: TimeSpan.FromMinutes(9), cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Runs the program on a prepared command line, for tests that wrap it (limits, other users).</summary>
    public static Task<CommandRun> ShellAsync(string script) =>
        CommandRun.RunAsync("bash", ["-c", script.Replace("LONGVPO", $"dotnet '{Binary}'", StringComparison.Ordinal)],
            limit: TimeSpan.FromMinutes(9), cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The program's start, for tests that kill it.</summary>
    public static global::System.Diagnostics.ProcessStartInfo Start(params string[] arguments) =>
        new("dotnet", [Binary, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };

    /// <summary>Runs with <c>--json</c>, expects the exit code, and returns the last line as JSON.</summary>
    public static async Task<JsonElement> JsonAsync(int exitCode, params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == exitCode, $"longvpo {string.Join(' ', arguments)} ended with {run.ExitCode}, not {exitCode}:\n{run.Output}\n{run.Error}");
        return LastLine(run.Output);
    }

    public static JsonElement LastLine(string output)
    {
        var line = output.TrimEnd().Split('\n')[^1];
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    /// <summary>Asserts that a run ended with exit code 2 and said exactly one sentence, which names what it is about.</summary>
    public static void SaysOneSentence(CommandRun run, params string[] words)
    {
        Assert.True(run.ExitCode == 2, $"exit code {run.ExitCode}:\n{run.Output}\n{run.Error}");
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length == 1, $"more than one line:\n{run.Error}");
        Assert.StartsWith("longvpo: ", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", lines[0], StringComparison.Ordinal);
        foreach (var word in words) Assert.Contains(word, lines[0], StringComparison.OrdinalIgnoreCase);
    }
}
