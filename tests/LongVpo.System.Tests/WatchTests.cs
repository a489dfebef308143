using System.Diagnostics;
using System.Text.Json;

namespace LongVpo.System.Tests;

/// <summary>Watching on a terminal or through pipes: the tree line by line, questions below it, an end in order, and a second process that looks on.</summary>
public sealed class WatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tree_grows_line_by_line_and_is_the_one_that_tree_prints()
    {
        using var folder = new TempFolder();
        var clip = await ClipAsync(folder, "color=c=navy", seconds: 30);

        var run = await Product.ShellAsync($"LONGVPO watch '{clip}' --store '{folder.File("store")}' --json --ask 'When is HARBOUR on screen?' < /dev/null");

        Assert.True(run.ExitCode == 0, run.Error);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Product.LastLine).ToList();
        var tree = await Product.JsonAsync(0, "tree", clip, "--store", folder.File("store"));
        Assert.Equal(tree.GetProperty("segments").EnumerateArray().Select(s => s.ToString()), Of(lines, "segment").Select(l => l.GetProperty("segment").ToString()));
        Assert.Equal(tree.GetProperty("scenes").EnumerateArray().Select(s => s.ToString()), Of(lines, "scene").Select(l => l.GetProperty("node").ToString()));
        Assert.Equal("finished", Of(lines, "phase").Last().GetProperty("phase").GetString());
        Assert.True(Of(lines, "answer").Single().GetProperty("answer").GetProperty("found").GetBoolean());
    }

    [Fact]
    public async Task Questions_are_answered_and_others_may_look_while_it_runs_and_an_interrupt_ends_it_in_order()
    {
        using var folder = new TempFolder();
        var clip = await ClipAsync(folder, "testsrc2", seconds: 300);
        var store = folder.File("store");
        var start = Product.Start("watch", clip, "--store", store, "--json");
        start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        var lines = new List<JsonElement>();
        await UntilAsync(process, lines, "segment");
        await process.StandardInput.WriteLineAsync("How many cuts are there?");
        await process.StandardInput.FlushAsync(Token);
        await UntilAsync(process, lines, "answer");
        var running = await Product.JsonAsync(0, "status", "--store", store);

        using (var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(global::System.Globalization.CultureInfo.InvariantCulture)])) await interrupt.WaitForExitAsync(Token);
        while (await process.StandardOutput.ReadLineAsync(Token) is { } line) lines.Add(Product.LastLine(line));
        await process.WaitForExitAsync(Token);

        Assert.Equal(0, process.ExitCode);
        Assert.True(running.GetProperty("running").GetBoolean());
        var watched = running.GetProperty("videos").EnumerateArray().Single();
        Assert.Equal("watching", watched.GetProperty("phase").GetString());
        var frames = watched.GetProperty("frames");
        Assert.Equal(
            frames.GetProperty("received").GetInt64(),
            frames.GetProperty("processed").GetInt64() + frames.GetProperty("dropped").GetInt64() + frames.GetProperty("pending").GetInt64());
        var after = await Product.JsonAsync(0, "status", "--store", store);
        Assert.False(after.GetProperty("running").GetBoolean());
        var left = after.GetProperty("videos").EnumerateArray().Single();
        Assert.Equal("idle", left.GetProperty("phase").GetString());
        Assert.True(left.GetProperty("segments").GetInt32() >= Of(lines, "segment").Count());
    }

    [Fact]
    public async Task What_cannot_be_watched_is_told_in_one_sentence()
    {
        using var folder = new TempFolder();

        Product.SaysOneSentence(await Product.ShellAsync($"LONGVPO watch '{folder.File("none.mp4")}' --store '{folder.File("store")}' < /dev/null"), "none.mp4");
        Product.SaysOneSentence(await Product.ShellAsync($"LONGVPO watch x.mp4 --speed 0 --store '{folder.File("store")}' < /dev/null"), "--speed");
        Product.SaysOneSentence(await Product.ShellAsync($"LONGVPO status --store '{folder.File("nothing")}'"), "no store");
    }

    private static IEnumerable<JsonElement> Of(IEnumerable<JsonElement> lines, string what) => lines.Where(l => l.GetProperty("watch").GetString() == what);

    private static async Task UntilAsync(Process process, List<JsonElement> lines, string what)
    {
        do
        {
            var line = await process.StandardOutput.ReadLineAsync(Token);
            Assert.True(line is not null, $"it ended before a line of {what}: {await process.StandardError.ReadToEndAsync(Token)}");
            lines.Add(Product.LastLine(line));
        }
        while (lines[^1].GetProperty("watch").GetString() != what);
    }

    private static async Task<string> ClipAsync(TempFolder folder, string source, int seconds)
    {
        var clip = folder.File("clip.mp4");
        await TestClips.MakeAsync(clip,
            "-f", "lavfi", "-i", $"{source}{(source.Contains('=', StringComparison.Ordinal) ? ":" : "=")}s=320x180:r=15:d={seconds}",
            "-vf", "drawtext=text='HARBOUR':fontsize=42:x=30:y=60:fontcolor=white:box=1:boxcolor=black:enable='between(t,3,9)'",
            "-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-pix_fmt", "yuv420p");
        return clip;
    }
}
