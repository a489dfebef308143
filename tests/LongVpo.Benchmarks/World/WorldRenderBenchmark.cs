using System.Diagnostics;
using System.Globalization;
using LongVpo.Training.World.Film;

namespace LongVpo.Benchmarks.World;

/// <summary>Measures how much faster than real time a scripted film is drawn on one core, without an encoder: hours of it must not be a reason to judge by less.</summary>
internal static class WorldRenderBenchmark
{
    /// <summary>Arguments: <c>[--seconds N] [--rounds N]</c>. Default 120 seconds of film, three rounds, of which the median and the range are told.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var (seconds, rounds) = (Number(args, "--seconds", 120), Number(args, "--rounds", 3));
        foreach (var (width, height, damage) in new[] { (320, 180, ""), (480, 480, ""), (1280, 720, ""), (320, 180, "noise=20"), (320, 180, "noise=20,blocks=40,brightness=80,dropped=5,late=5") })
        {
            var film = FilmScript.Write(200_000, seconds);
            // The first frames of a process are drawn before the code is compiled for speed.
            Run(FilmScript.Write(200_001, 20), width, height, damage);
            var runs = Enumerable.Range(0, rounds).Select(_ => Run(film, width, height, damage)).OrderBy(run => run.Wall).ToList();
            var cpu = runs.Select(run => run.Cpu).Order().ElementAt(rounds / 2);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{width}x{height} at 25 {(damage.Length == 0 ? "clean" : damage)}: {runs[rounds / 2].Wall:F1}x real time ({runs[0].Wall:F1} to {runs[^1].Wall:F1}), {cpu:F1}x per second of processor"));
        }

        return Task.FromResult(0);
    }

    private static (double Wall, double Cpu) Run(FilmScript film, int width, int height, string damage)
    {
        var renderer = new FilmRenderer(film, width, height, new FrameRate(25, 1), Damage.Parse(damage));
        var frame = new byte[renderer.FrameBytes];
        using var self = Process.GetCurrentProcess();
        var (began, worked) = (Stopwatch.GetTimestamp(), self.TotalProcessorTime);
        for (var i = 0; i < renderer.FrameCount; i++) renderer.Render(i, frame);
        var wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
        self.Refresh();
        return (film.Length / 1000.0 / wall, film.Length / 1000.0 / (self.TotalProcessorTime - worked).TotalSeconds);
    }

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
