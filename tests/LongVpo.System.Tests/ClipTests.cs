using System.Diagnostics;

namespace LongVpo.System.Tests;

/// <summary>Clips as a person asks for them: out of files and out of what was recorded of a live source, also when the recording process was killed.</summary>
public sealed class ClipTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clip_of_a_file_needs_no_store_and_a_segment_needs_one()
    {
        using var folder = new TempFolder();
        var file = await MakeAsync(folder);
        var (store, cut) = (folder.File("store"), folder.File("cut.mp4"));

        var plain = await Product.JsonAsync(0, "clip", file, "--from", "0:02.5", "--to", "6", "-o", cut);
        var nothing = await Product.JsonAsync(1, "clip", file, "--from", "100", "--to", "101", "-o", folder.File("none.mp4"));
        await Product.JsonAsync(0, "analyze", file, "--store", store);
        var segment = await Product.JsonAsync(0, "clip", file, "--segment", "s00000", "--store", store, "-o", folder.File("segment.mkv"));

        Assert.Equal((2.0, 6.0), (plain.GetProperty("start").GetDouble(), Math.Round(plain.GetProperty("end").GetDouble(), 1)));
        Assert.Equal(4, await DurationAsync(cut), 0.2);
        Assert.False(nothing.GetProperty("found").GetBoolean());
        Assert.False(File.Exists(folder.File("none.mp4")));
        Assert.Equal(0, segment.GetProperty("start").GetDouble());
        var exact = await Product.JsonAsync(0, "clip", file, "--from", "2.52", "--to", "4", "--exact", "-o", cut);
        Assert.Equal(2.52, exact.GetProperty("start").GetDouble());
        Assert.Equal(1.48, await DurationAsync(cut), 0.1);
        Product.SaysOneSentence(await Product.RunAsync("clip", file, "--from", "soon", "--to", "6"), "--from", "soon");
        Product.SaysOneSentence(await Product.RunAsync("clip", file, "--from", "6", "--to", "5"), "--to");
        Product.SaysOneSentence(await Product.RunAsync("clip", file, "--segment", "s99999", "--store", store), "s99999");
        Product.SaysOneSentence(await Product.RunAsync("clip", file, "--from", "2.5", "--to", "6", "--exact", "-o", folder.File("cut.mkv")), ".mp4");
        Product.SaysOneSentence(await Product.RunAsync("clip", file, "--ask", "Who?", "--segment", "s00000"), "--ask");
        Product.SaysOneSentence(await Product.RunAsync("clip", file, "--from", "1", "--to", "2", "-o", folder.File("cut.doc")), "cut.doc");
    }

    [Fact]
    public async Task What_an_answer_cites_can_be_cut_out_by_asking()
    {
        using var folder = new TempFolder();
        var (file, store, cut) = (folder.File("sign.mp4"), folder.File("store"), folder.File("cut.mp4"));
        await TestClips.MakeAsync(file, "-f", "lavfi", "-i", "color=c=navy:s=320x180:r=25:d=8", "-vf", "drawtext=text='GRAND HOTEL':fontsize=36:x=40:y=70:fontcolor=white:enable='between(t,3,6)'",
            "-c:v", "libx264", "-preset", "ultrafast", "-g", "50");
        await Product.JsonAsync(0, "analyze", file, "--store", store);

        var cited = await Product.JsonAsync(0, "clip", file, "--ask", "When is \"GRAND HOTEL\" on screen?", "--exact", "--store", store, "-o", cut);
        var nothing = await Product.JsonAsync(1, "clip", file, "--ask", "When is \"TSUNAMI\" on screen?", "--store", store, "-o", folder.File("none.mp4"));

        Assert.InRange(cited.GetProperty("start").GetDouble(), 2.9, 3.6);
        Assert.InRange(await DurationAsync(cut), 1, 3.6);
        Assert.Contains("cites nothing", nothing.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("none.mp4")));
        Product.SaysOneSentence(await Product.RunAsync("clip", file, "--ask", "When is \"GRAND HOTEL\" on screen?", "--citation", "9", "--store", store), "--citation 9");
    }

    [Fact]
    public async Task A_killed_recording_is_whole_but_for_its_last_second()
    {
        using var folder = new TempFolder();
        var (file, store, cut) = (await MakeAsync(folder), folder.File("store"), folder.File("cut.mp4"));
        using var simulator = Process.Start(Product.Start("simulate", file, "--as", "http", "--loop", "--json"))!;
        try
        {
            var url = Product.LastLine(await simulator.StandardOutput.ReadLineAsync(Token) ?? "{}").GetProperty("url").GetString()!;
            using var watcher = Process.Start(Product.Start("watch", url, "--store", store, "--json"))!;
            var recordings = Path.Combine(store, "recordings");
            string? open = null;
            while (open is null || new FileInfo(open).Length < 100_000)
            {
                Assert.False(watcher.HasExited, "The watching ended.");
                await Task.Delay(100, Token);
                open = Directory.Exists(recordings) ? Directory.GetFiles(recordings, "*_open_*.ts", SearchOption.AllDirectories).FirstOrDefault() : null;
            }

            await Task.Delay(TimeSpan.FromSeconds(3), Token);
            var killed = TimeProvider.System.GetUtcNow().UtcDateTime;
            watcher.Kill();
            await watcher.WaitForExitAsync(Token);
            var video = Path.GetFileName(Path.GetDirectoryName(open))!;
            var kept = await DurationAsync(open);

            Assert.InRange((killed - File.GetLastWriteTimeUtc(open)).TotalSeconds, -1, 1);
            Assert.True(kept > 3, $"Only {kept} s were kept.");
            var clip = await Product.JsonAsync(0, "clip", video, "--from", "0", "--to", "3", "--store", store, "-o", cut);
            Assert.Equal(0, clip.GetProperty("start").GetDouble());
            Assert.Empty(clip.GetProperty("missing").EnumerateArray());
            Assert.Equal(3, await DurationAsync(cut), 0.2);
            var partly = await Product.JsonAsync(0, "clip", video, "--from", "1", "--to", "5000", "--store", store, "-o", cut);
            Assert.Single(partly.GetProperty("missing").EnumerateArray());
            Assert.Equal(kept - 1, await DurationAsync(cut), 1.1);
            Assert.Equal(1, (await Product.RunAsync("clip", video, "--from", "4000", "--to", "5000", "--store", store, "-o", cut)).ExitCode);
        }
        finally
        {
            simulator.Kill();
        }
    }

    private static async Task<double> DurationAsync(string file)
    {
        var run = await CommandRun.RunAsync("ffprobe", ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file], cancellationToken: Token);
        return double.Parse(run.Output.Trim(), global::System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<string> MakeAsync(TempFolder folder)
    {
        var file = folder.File("clip.mp4");
        await TestClips.MakeAsync(file, "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=20", "-f", "lavfi", "-i", "sine=f=300:d=20", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25",
            "-pix_fmt", "yuv420p", "-c:a", "aac");
        return file;
    }
}
