using System.CommandLine;
using LongVpo.Cli.Verbs;

namespace LongVpo.Tests.Tidy;

/// <summary>Keeps the guide's help text equal to what the program prints. Run with LONGVPO_WRITE=1 to write the guide anew.</summary>
public sealed class GuideTests
{
    private const string Begin = "<!-- help: written by the Tidy tests -->";
    private const string End = "<!-- end of help -->";

    [Fact]
    public void The_guide_shows_the_help_text_of_every_verb()
    {
        var path = Path.Combine(Repository.Root, "docs", "GUIDE.md");
        var guide = File.ReadAllText(path);
        var start = guide.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = guide.IndexOf(End, StringComparison.Ordinal);
        Assert.True(start >= Begin.Length && end > start, "docs/GUIDE.md has lost the marks between which the help text stands.");
        var help = "\n\n" + Help() + "\n";

        if (Environment.GetEnvironmentVariable("LONGVPO_WRITE") == "1") File.WriteAllText(path, guide[..start] + help + guide[end..]);
        else Assert.Equal(help, guide[start..end]);
    }

    private static string Help()
    {
        var root = VerbList.Build();
        var verbs = root.Subcommands.Select(verb => $"### longvpo {verb.Name}\n\n```\n{HelpOf([verb.Name])}\n```\n");
        return $"```\n{HelpOf([])}\n```\n\n{string.Join('\n', verbs)}";
    }

    private static string HelpOf(string[] words)
    {
        var output = new StringWriter();
        var code = VerbList.Build().Parse([.. words, "--help"]).Invoke(new InvocationConfiguration { Output = output });
        Assert.Equal(0, code);
        // The name and the default store depend on who runs the program and where.
        var lines = output.ToString().ReplaceLineEndings("\n").Replace(LongVpo.Node.NodeSettings.DefaultStore(), "~/.local/share/longvpo", StringComparison.Ordinal)
            .Replace(Path.GetFileNameWithoutExtension(Environment.ProcessPath!) + " ", "longvpo ", StringComparison.Ordinal)
            .Replace("LongVpo.Tests ", "longvpo ", StringComparison.Ordinal)
            .Split('\n').Select(line => line.TrimEnd());
        return string.Join('\n', lines).Trim();
    }
}
