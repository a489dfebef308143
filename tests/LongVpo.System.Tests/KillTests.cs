using System.Diagnostics;

namespace LongVpo.System.Tests;

/// <summary>A process killed at any moment loses nothing it had acknowledged, and the next run ends with the tree of an undisturbed one.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Twenty_kills_at_random_moments_end_in_the_identical_tree()
    {
        using var folder = new TempFolder();
        var clip = folder.File("programme.mp4");
        // A minute and a half of cuts every few seconds, titles, tones and pauses, and a long take that is split by length.
        await TestClips.MakeAsync(clip,
            "-f", "lavfi", "-i", "testsrc2=s=480x270:r=25:d=24", "-f", "lavfi", "-i", "mandelbrot=s=480x270:r=25", "-f", "lavfi", "-i", "cellauto=s=480x270:r=25:rule=110",
            "-f", "lavfi", "-i", "sine=f=300:d=96",
            "-filter_complex",
            "[0:v]drawtext=text='FIRST TITLE':fontsize=40:x=40:y=40:fontcolor=white:box=1:boxcolor=black:enable='between(t,3,15)'[a];[1:v]trim=duration=32,setpts=PTS-STARTPTS[b];" +
            "[2:v]trim=duration=40,format=yuv420p,setpts=PTS-STARTPTS,drawtext=text='LAST TITLE':fontsize=50:x=60:y=100:fontcolor=yellow:box=1:boxcolor=black:enable='between(t,5,22)'[c];" +
            "[a][b][c]concat=n=3,format=yuv420p[v];[3:a]volume=0:enable='between(mod(t,11),8,10)'[s]",
            "-map", "[v]", "-map", "[s]", "-c:v", "libx264", "-preset", "veryfast", "-g", "50", "-bf", "2", "-c:a", "aac", "-t", "96");
        await Product.JsonAsync(0, "analyze", clip, "--store", folder.File("whole"));
        var expected = (await Product.RunAsync("tree", clip, "--store", folder.File("whole"), "--json")).Output;
        var store = folder.File("killed");
        var random = new Random(20_261);
        var acknowledged = 0;

        for (var kill = 0; kill < 20; kill++)
        {
            using var process = Process.Start(Product.Start("analyze", clip, "--store", store, "--json"))!;
            var delay = Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 2500)), TestContext.Current.CancellationToken);
            var progress = LastSegmentsAsync(process);
            await Task.WhenAny(delay, process.WaitForExitAsync(TestContext.Current.CancellationToken));
            process.Kill();
            acknowledged = Math.Max(acknowledged, await progress);
            if (Directory.Exists(store) && acknowledged > 0)
            {
                var partly = await Product.JsonAsync(0, "tree", clip, "--store", store);
                TreeChecks.Hold(partly);
                Assert.True(partly.GetProperty("segments").GetArrayLength() >= acknowledged, $"{acknowledged} segments were acknowledged");
            }
        }

        var done = await Product.JsonAsync(0, "analyze", clip, "--store", store);
        Assert.Equal(expected, (await Product.RunAsync("tree", clip, "--store", store, "--json")).Output);
        Assert.Equal(2400, done.GetProperty("frames_decoded").GetInt64());
    }

    private static async Task<int> LastSegmentsAsync(Process process)
    {
        var segments = 0;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (!line.EndsWith('}')) continue;
            var document = Product.LastLine(line);
            if (document.TryGetProperty("segments", out var count)) segments = count.GetInt32();
        }

        return segments;
    }
}
