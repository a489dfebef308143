using Spectre.Console;
using Spectre.Console.Rendering;

namespace LongVpo.Cli.Terminal;

/// <summary>Writes what is drawn to standard output: with colours and cut to the width on a terminal, plain and in whole lines for a file or a pipe, because other programs read those.</summary>
internal static class Drawing
{
    // No terminal is so wide, and no line of a tree so long.
    private const int Unbroken = 1 << 16;

    public static void Write(IRenderable drawing)
    {
        var plain = Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain || IsUnwanted() ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain || IsUnwanted() ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
            // They take colours for wanted wherever a build server runs.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (plain) console.Profile.Width = Unbroken;
        console.Write(drawing);
    }

    // https://no-color.org: whatever it says, as long as it says something.
    private static bool IsUnwanted() => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
}
