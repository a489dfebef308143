namespace LongVpo.System.Tests;

/// <summary>What goes into a file or a pipe is plain text in whole lines; colours are for terminals, and for people who want them.</summary>
public sealed class PlainOutputTests
{
    private const char Escape = '\u001b';

    [Fact]
    public async Task No_verb_writes_colours_into_a_pipe_and_a_terminal_gets_them_unless_it_says_no()
    {
        using var folder = new TempFolder();
        var (file, store) = (folder.File("a film with quite a long name, so that its lines would be broken at eighty columns.mp4"), folder.File("store"));
        await TestClips.MakeAsync(file, "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=4", "-c:v", "libx264", "-preset", "ultrafast");
        await Product.JsonAsync(0, "analyze", file, "--store", store);

        foreach (var words in new[] { $"tree '{file}'", "list", "status", $"ask 'How many cuts are there?' --video '{file}'", "search word", $"export '{file}'", "doctor", "alert list" })
        {
            var piped = await Product.ShellAsync($"env GITHUB_ACTIONS=true TERM=xterm-256color LONGVPO {words} --store '{store}'");
            Assert.DoesNotContain(Escape, piped.Output + piped.Error);
        }

        var tree = await Product.RunAsync("tree", file, "--store", store);
        Assert.Single(tree.Output.Split('\n'), line => line.Contains("columns.mp4", StringComparison.Ordinal));
        Assert.DoesNotContain(tree.Output.Split('\n'), line => line.EndsWith(' '));
        var terminal = await OnTerminalAsync($"env TERM=xterm-256color LONGVPO tree '{file}' --store '{store}'");
        var unwanted = await OnTerminalAsync($"env TERM=xterm-256color NO_COLOR=1 LONGVPO tree '{file}' --store '{store}'");
        Assert.Contains($"{Escape}[", terminal, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Escape}[", unwanted[unwanted.IndexOf("0:00", StringComparison.Ordinal)..unwanted.LastIndexOf("0:0", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    // util-linux's script gives the command a terminal of its own.
    private static async Task<string> OnTerminalAsync(string command) =>
        (await Product.ShellAsync($"script -qec \"{command}\" /dev/null")).Output;
}
