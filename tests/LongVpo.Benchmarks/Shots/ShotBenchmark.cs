using System.Diagnostics;
using System.Globalization;
using LongVpo.Core.Frames;
using LongVpo.Core.Time;
using LongVpo.TestKit;
using LongVpo.TestKit.Shots;

namespace LongVpo.Benchmarks.Shots;

/// <summary>Prints how well and how fast shots are cut, clip by clip and against peers, in the figures that the documentation quotes.</summary>
internal static class ShotBenchmark
{
    /// <summary>Seeds the thresholds were chosen with, and seeds that nothing was chosen with.</summary>
    private static readonly (string Name, int First, int Count)[] SyntheticSets = [("synthetic, tuned on", 0, 20), ("synthetic, unseen", 200, 40)];

    private static readonly IBoundaryFinder[] Finders =
    [
        new OwnFinder(),
        new ThresholdFinder(20),
        new ThresholdFinder(30),
        new FfmpegFinder("select scene>0.3", "select='gt(scene,0.3)',showinfo"),
        new FfmpegFinder("select scene>0.4", "select='gt(scene,0.4)',showinfo"),
        new FfmpegFinder("scdet 10", "scdet=threshold=10"),
    ];

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var (name, first, count) in SyntheticSets) await SyntheticAsync(output, name, first, count, cancellationToken);
        if (SharedFolder.Root is { } shared) await RealAsync(output, Path.Combine(shared, "videos"), cancellationToken);
        else await output.WriteLineAsync("No shared footage: set LONGVPO_SHARED to measure real clips.");
    }

    private static async Task SyntheticAsync(TextWriter output, string name, int first, int count, CancellationToken cancellationToken)
    {
        var films = Enumerable.Range(first, count).Select(SyntheticSuite.Make).ToList();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}: {count} films, {films.Sum(f => f.Frames.Count)} frames"));
        foreach (var finder in Finders.Where(f => f is not FfmpegFinder))
        {
            var score = new ShotScore();
            foreach (var film in films)
                score += ShotScore.Of(film.Truth, [.. await finder.FindAsync(null, film.Frames, cancellationToken)], [.. film.Frames.Select(f => f.Time)]);
            await output.WriteLineAsync($"  {finder.Name,-18} {score}");
        }

        await CostAsync(output, films[0].Frames, cancellationToken);
    }

    private static async Task RealAsync(TextWriter output, string folder, CancellationToken cancellationToken)
    {
        var totals = Finders.ToDictionary(f => f, _ => new ShotScore());
        foreach (var truthFile in Directory.GetFiles(folder, "*.truth.json").Order())
        {
            var name = Path.GetFileName(truthFile).Replace(".truth.json", "", StringComparison.Ordinal);
            var file = Directory.GetFiles(folder, name + ".*").First(f => Path.GetExtension(f) is not (".json" or ".vtt"));
            var frames = await ThumbReader.ReadAsync(file, cancellationToken);
            var truth = ShotTruth.Read(truthFile);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}: {frames.Count} frames"));
            foreach (var finder in Finders)
            {
                var score = ShotScore.Of(truth, [.. await finder.FindAsync(file, frames, cancellationToken)], [.. frames.Select(f => f.Time)]);
                totals[finder] += score;
                await output.WriteLineAsync($"  {finder.Name,-18} {score}");
                if (finder is OwnFinder && score.Mistakes.Count > 0) await output.WriteLineAsync($"                     {string.Join("; ", score.Mistakes)}");
            }
        }

        await output.WriteLineAsync("all real clips");
        foreach (var (finder, score) in totals) await output.WriteLineAsync($"  {finder.Name,-18} {score}");
    }

    private static async Task CostAsync(TextWriter output, IReadOnlyList<(MediaTime Time, FrameThumb Thumb)> frames, CancellationToken cancellationToken)
    {
        var finder = new OwnFinder();
        await finder.FindAsync(null, frames, cancellationToken);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        const int rounds = 3;
        for (var i = 0; i < rounds; i++) await finder.FindAsync(null, frames, cancellationToken);
        var count = rounds * frames.Count;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  cost: {watch.Elapsed.TotalMicroseconds / count:F1} us and {(GC.GetAllocatedBytesForCurrentThread() - before) / (double)count:F0} bytes per frame"));
    }
}
