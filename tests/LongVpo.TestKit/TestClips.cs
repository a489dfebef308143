namespace LongVpo.TestKit;

/// <summary>Makes video files with FFmpeg for tests; each test states the command that made its footage, so the truth is in the test.</summary>
public static class TestClips
{
    /// <summary>Runs <c>ffmpeg</c> with the arguments (overwriting, quiet) and fails the test with FFmpeg's own words if it fails.</summary>
    public static async Task MakeAsync(string file, params string[] arguments)
    {
        var run = await CommandRun.RunAsync(
            "ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", "-y", .. arguments, file], cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, $"ffmpeg could not make {file}: {run.Error}");
    }
}
