using System.Diagnostics;
using LongVpo.Node;

namespace LongVpo.Cli.Demo;

/// <summary>Gets the demo's film: rendered by the sample's script, so that anyone can read what is really in it.</summary>
internal static class DemoFilm
{
    /// <summary>The folder of the demo's film and memory, apart from the user's own.</summary>
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(NodeSettings.DefaultStore())!, "longvpo-demo");

    /// <summary>The film's path; rendered when it is missing or older than its script.</summary>
    /// <exception cref="SettingsException">The script or FFmpeg is missing or failed.</exception>
    public static async Task<string> RenderAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var root = Environment.GetEnvironmentVariable("LONGVPO_ROOT") ?? FindRoot();
        var script = Path.Combine(root, "samples", "demo-film", "render.sh");
        if (!File.Exists(script)) throw new SettingsException($"The demo's script is not at {script}: start the demo with ./longvpo demo from the repository.");
        Directory.CreateDirectory(Folder);
        var film = Path.Combine(Folder, "harbour-report.mp4");
        if (File.Exists(film) && File.GetLastWriteTimeUtc(film) > File.GetLastWriteTimeUtc(script)) return film;

        say("longvpo: rendering the demo's film (two minutes of known scenes, titles, lines and sounds) ...");
        var draft = Path.Combine(Folder, "draft.mp4");
        var start = new ProcessStartInfo("bash", [script, draft]) { RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new SettingsException("bash could not be started.");
        var words = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new SettingsException($"The demo's film could not be rendered: {words.Trim()}");
        File.Move(draft, film, overwrite: true);
        return film;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "LongVpo.Actors.sln"))) return folder.FullName;
        return Directory.GetCurrentDirectory();
    }
}
