using LongVpo.TestKit;

namespace LongVpo.Benchmarks.Live;

/// <summary>Footage whose cuts are known, so that what was sealed can be set against what was sent: six shots that nobody takes for each other.</summary>
internal static class FaultsClip
{
    /// <summary>Seconds of each shot.</summary>
    public const double Shot = 2.4;

    /// <summary>Seconds of all.</summary>
    public const double Length = 14.4;

    public static async Task MakeAsync(string file)
    {
        string[] shots = ["testsrc=s=320x180:r=25", "color=c=darkgreen:s=320x180:r=25", "smptebars=s=320x180:r=25", "color=c=white:s=320x180:r=25", "testsrc2=s=320x180:r=25", "color=c=navy:s=320x180:r=25"];
        var inputs = shots.SelectMany(shot => new[] { "-f", "lavfi", "-t", "2.4", "-i", shot });
        var run = await CommandRun.RunAsync(
            "ffmpeg",
            [
                "-hide_banner", "-loglevel", "error", "-nostdin", "-y", .. inputs, "-f", "lavfi", "-t", "14.4", "-i", "sine=frequency=440",
                "-filter_complex", "[0][1][2][3][4][5]concat=n=6:v=1[v]", "-map", "[v]", "-map", "6:a",
                "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-pix_fmt", "yuv420p", "-c:a", "aac", file,
            ],
            limit: TimeSpan.FromMinutes(2));
        if (run.ExitCode != 0) throw new InvalidOperationException(run.Error);
    }
}
