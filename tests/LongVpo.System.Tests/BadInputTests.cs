using System.Diagnostics;

namespace LongVpo.System.Tests;

/// <summary>Bad input costs one clear sentence and exit code 2, and the store keeps what it had.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private string _tree = string.Empty;

    private string Store => _folder.File("store");

    private string Good => _folder.File("good.mp4");

    public async ValueTask InitializeAsync()
    {
        // Four seconds with one hard cut and a tone: enough for a tree that must survive everything below.
        await TestClips.MakeAsync(Good, "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=2", "-f", "lavfi", "-i", "mandelbrot=s=320x180:r=25",
            "-f", "lavfi", "-i", "sine=f=440:d=4", "-filter_complex", "[1:v]trim=duration=2[m];[0:v][m]concat=n=2[v]", "-map", "[v]", "-map", "2:a",
            "-c:v", "libx264", "-preset", "ultrafast", "-g", "12", "-c:a", "aac", "-t", "4");
        await Product.JsonAsync(0, "analyze", Good, "--store", Store);
        _tree = (await Product.RunAsync("tree", Good, "--store", Store, "--json")).Output;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_missing_file_is_named() => await RefusedAsync(_folder.File("nowhere.mp4"), "nowhere.mp4");

    [Fact]
    public async Task A_stream_is_for_watching()
    {
        var run = await Product.RunAsync("analyze", "http://user:secret@127.0.0.1:9/live.m3u8", "--store", Store);

        Assert.Equal(2, run.ExitCode);
        Product.SaysOneSentence(run, "longvpo watch");
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_is_not_a_video()
    {
        Directory.CreateDirectory(_folder.File("clips"));
        await RefusedAsync(_folder.File("clips"), "clips", "folder");
    }

    [Fact]
    public async Task An_empty_file_is_empty()
    {
        await File.WriteAllBytesAsync(_folder.File("zero.mp4"), [], TestContext.Current.CancellationToken);
        await RefusedAsync(_folder.File("zero.mp4"), "zero.mp4", "empty");
    }

    [Fact]
    public async Task A_text_file_is_not_a_video()
    {
        await File.WriteAllTextAsync(_folder.File("notes.mp4"), string.Concat(Enumerable.Repeat("Just words, no pictures.\n", 200)), TestContext.Current.CancellationToken);
        await RefusedAsync(_folder.File("notes.mp4"), "notes.mp4");
    }

    [Fact]
    public async Task A_playlist_file_opens_nothing_else()
    {
        await File.WriteAllTextAsync(_folder.File("list.mp4"), $"ffconcat version 1.0\nfile '{Good}'\n", TestContext.Current.CancellationToken);
        await RefusedAsync(_folder.File("list.mp4"), "list.mp4");
    }

    [Fact]
    public async Task An_mp4_without_its_index_is_told_apart()
    {
        var bytes = await File.ReadAllBytesAsync(Good, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_folder.File("head.mp4"), bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);
        await RefusedAsync(_folder.File("head.mp4"), "head.mp4");
    }

    [Fact]
    public async Task A_file_that_lost_its_tail_is_analysed_as_far_as_it_goes()
    {
        var whole = _folder.File("fast.mp4");
        await TestClips.MakeAsync(whole, "-i", Good, "-c", "copy", "-movflags", "+faststart");
        var bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        var cut = _folder.File("tail.mp4");
        await File.WriteAllBytesAsync(cut, bytes[..(bytes.Length * 6 / 10)], TestContext.Current.CancellationToken);

        var run = await Product.RunAsync("analyze", cut, "--store", Store, "--json");

        Product.SaysOneSentence(run, "tail.mp4");
        var done = Product.LastLine(run.Output);
        Assert.InRange(done.GetProperty("duration").GetDouble(), 0.5, 3.5);
        await StoreIsIntactAsync();
    }

    [Fact]
    public async Task Sound_without_picture_is_analysed_for_sound()
    {
        var sound = _folder.File("sound.m4a");
        await TestClips.MakeAsync(sound, "-f", "lavfi", "-i", "sine=f=300:d=12", "-af", "volume=0:enable='between(t,4,7)'", "-c:a", "aac");

        var run = await Product.RunAsync("analyze", sound, "--store", Store, "--json");

        Product.SaysOneSentence(run, "sound.m4a", "no picture");
        var tree = await Product.JsonAsync(0, "tree", sound, "--store", Store);
        TreeChecks.Hold(tree);
        var silence = tree.GetProperty("segments").EnumerateArray().SelectMany(s => s.GetProperty("observations").EnumerateArray())
            .Single(o => o.GetProperty("kind").GetString() == "silence");
        Assert.InRange(TreeChecks.Start(silence), 3.8, 4.3);
        Assert.InRange(TreeChecks.End(silence), 6.7, 7.3);
        await StoreIsIntactAsync();
    }

    [Fact]
    public async Task A_file_without_permission_says_so()
    {
        var closed = _folder.File("closed.mp4");
        File.Copy(Good, closed);
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(closed, UnixFileMode.None);
        if (!Environment.IsPrivilegedProcess)
        {
            await RefusedAsync(closed, "closed.mp4", "permission");
            return;
        }

        // Root may read everything, so the program runs as nobody on a store of its own.
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_111_111);
        var run = await Product.ShellAsync(
            $"setpriv --reuid=65534 --regid=65534 --clear-groups env HOME='{_folder.Path}' DOTNET_CLI_HOME='{_folder.Path}' LONGVPO analyze '{closed}' --store '{_folder.File("nobody")}'");
        if (run.ExitCode is 126 or 127) Assert.Skip($"The program cannot be run as another user here: {run.Error}");
        Product.SaysOneSentence(run, "closed.mp4", "permission");
    }

    [Fact]
    public async Task A_good_file_among_bad_ones_is_still_analysed()
    {
        var copy = _folder.File("other.mp4");
        await TestClips.MakeAsync(copy, "-f", "lavfi", "-i", "testsrc=s=160x120:r=10:d=2", "-c:v", "libx264");

        var run = await Product.RunAsync("analyze", _folder.File("nowhere.mp4"), copy, "--store", Store, "--json");

        Product.SaysOneSentence(run, "nowhere.mp4");
        Assert.Equal(copy, Product.LastLine(run.Output).GetProperty("path").GetString());
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_left_alone()
    {
        var newer = _folder.File("newer");
        await Product.JsonAsync(0, "analyze", Good, "--store", newer);
        var made = await CommandRun.RunAsync("python3", ["-c", $"import sqlite3; c=sqlite3.connect('{newer}/longvpo.db'); c.execute('PRAGMA user_version=9999'); c.commit()"], cancellationToken: TestContext.Current.CancellationToken);
        if (made.ExitCode != 0) Assert.Skip("python3 is needed to write a store's version from outside: " + made.Error);

        Product.SaysOneSentence(await Product.RunAsync("analyze", Good, "--store", newer), "newer");
        Product.SaysOneSentence(await Product.RunAsync("tree", Good, "--store", newer), "newer");
    }

    [Fact]
    public async Task A_second_writer_on_the_same_store_is_refused()
    {
        var longer = _folder.File("longer.mp4");
        await TestClips.MakeAsync(longer, "-f", "lavfi", "-i", "testsrc2=s=640x360:r=25", "-t", "60", "-c:v", "libx264", "-preset", "ultrafast");
        using var first = Process.Start(Product.Start("analyze", longer, "--store", Store, "--json"))!;
        try
        {
            Assert.NotNull(await first.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

            var second = await Product.RunAsync("analyze", Good, "--again", "--store", Store);

            Product.SaysOneSentence(second, "store");
            Assert.Equal(_tree, (await Product.RunAsync("tree", Good, "--store", Store, "--json")).Output);
        }
        finally
        {
            first.Kill();
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_full_disk_keeps_what_is_there()
    {
        var mount = _folder.File("small");
        Directory.CreateDirectory(mount);
        var mounted = await CommandRun.RunAsync("mount", ["-t", "tmpfs", "-o", "size=640k", "tmpfs", mount], cancellationToken: TestContext.Current.CancellationToken);
        if (mounted.ExitCode != 0) Assert.Skip("A small disk cannot be mounted here: " + mounted.Error);
        try
        {
            var longer = _folder.File("long.mp4");
            await TestClips.MakeAsync(longer, "-f", "lavfi", "-i", "gradients=s=320x180:r=5:seed=7:speed=0.05", "-t", "300", "-c:v", "libx264", "-preset", "ultrafast");

            var run = await Product.RunAsync("analyze", longer, "--store", Path.Combine(mount, "store"));

            Product.SaysOneSentence(run, "full");
        }
        finally
        {
            await CommandRun.RunAsync("umount", [mount], cancellationToken: CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("search", "x", "--limit", "0")]
    [InlineData("tree")]
    [InlineData("dance")]
    [InlineData("ask", "what?", "--video", "v-that-is-not-there")]
    public async Task A_wrong_command_line_says_what_is_wrong(params string[] arguments) =>
        Product.SaysOneSentence(await Product.RunAsync([.. arguments, .. arguments[0] == "dance" ? (string[])[] : ["--store", Store]]));

    private async Task RefusedAsync(string file, params string[] words)
    {
        Product.SaysOneSentence(await Product.RunAsync("analyze", file, "--store", Store), words);
        await StoreIsIntactAsync();
    }

    private async Task StoreIsIntactAsync() => Assert.Equal(_tree, (await Product.RunAsync("tree", Good, "--store", Store, "--json")).Output);
}
