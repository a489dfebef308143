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
    public async Task Questions_are_answered_and_others_may_look_while_it_runs_and_a_stop_ends_it_in_order()
    {
        using var folder = new TempFolder();
        var clip = await ClipAsync(folder, "testsrc2", seconds: 300);
        var store = folder.File("store");
        // Typed once something is sealed, looked at once it is answered, stopped as a service manager stops a program.
        var run = await Product.ShellAsync($"""
            cd '{folder.File(".")}'; mkfifo typed
            LONGVPO watch '{clip}' --store '{store}' --json < typed > lines & watching=$!
            exec 9> typed
            for i in $(seq 300); do grep -q '"watch":"segment"' lines && break; sleep 0.2; done
            echo 'How many cuts are there?' >&9
            for i in $(seq 300); do grep -q '"watch":"answer"' lines && break; sleep 0.2; done
            sleep 1.2; LONGVPO doctor --store '{store}' --json > looked; LONGVPO status --store '{store}' --json
            kill -TERM $watching; wait $watching
            """);
        var running = Product.LastLine(run.Output);
        var lines = (await File.ReadAllLinesAsync(folder.File("lines"), Token)).Select(Product.LastLine).ToList();

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Single(Of(lines, "answer"));
        Assert.True(running.GetProperty("running").GetBoolean());
        var watched = running.GetProperty("videos").EnumerateArray().Single();
        Assert.Equal("watching", watched.GetProperty("phase").GetString());
        var frames = watched.GetProperty("frames");
        Assert.Equal(
            frames.GetProperty("received").GetInt64(),
            frames.GetProperty("processed").GetInt64() + frames.GetProperty("dropped").GetInt64() + frames.GetProperty("pending").GetInt64());
        var after = await Product.JsonAsync(0, "status", "--store", store);
        Assert.False(after.GetProperty("running").GetBoolean());
        Assert.Contains("in use", StoreCheck(Product.LastLine(await File.ReadAllTextAsync(folder.File("looked"), Token))), StringComparison.Ordinal);
        Assert.Contains("whole", StoreCheck(Product.LastLine((await Product.RunAsync("doctor", "--store", store, "--json")).Output)), StringComparison.Ordinal);
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

    private static async Task<string> ClipAsync(TempFolder folder, string source, int seconds)
    {
        var clip = folder.File("clip.mp4");
        await TestClips.MakeAsync(clip,
            "-f", "lavfi", "-i", $"{source}{(source.Contains('=', StringComparison.Ordinal) ? ":" : "=")}s=320x180:r=15:d={seconds}",
            "-vf", "drawtext=text='HARBOUR':fontsize=42:x=30:y=60:fontcolor=white:box=1:boxcolor=black:enable='between(t,3,9)'",
            "-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-pix_fmt", "yuv420p");
        return clip;
    }

    private static string StoreCheck(JsonElement doctor)
    {
        var check = doctor.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "store");
        Assert.True(check.GetProperty("ok").GetBoolean(), check.ToString());
        return check.GetProperty("found").GetString()!;
    }
}
