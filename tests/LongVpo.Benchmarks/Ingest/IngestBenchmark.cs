using System.Diagnostics;
using System.Globalization;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Media.Shots;
using LongVpo.Media.Sources;
using LongVpo.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Benchmarks.Ingest;

/// <summary>Measures how fast a file is read against FFmpeg's own program doing the least that would be needed, in turns, so that a busy machine hits both.</summary>
internal static class IngestBenchmark
{
    // Five minutes of footage at the default spacing of samples.
    private const int SamplesBetweenStops = 600;

    /// <summary>
    /// Arguments: <c>[FILE] [--minutes N] [--rounds N]</c>. Without a file, that many minutes of 1080p (default 10, as the bound is stated) are made and kept in the
    /// system's temporary folder. Default 3 rounds: the median then drops one that something else disturbed.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = Number(args, "--rounds", 3);
        var file = args.Length > 0 && !args[0].StartsWith("--", StringComparison.Ordinal) ? args[0] : await IngestFootage.MakeAsync(Number(args, "--minutes", 10));
        var all = new SamplingOptions { Interval = TimeSpan.FromSeconds(1), MaxSidePixels = 448 };
        List<double> program = [], everything = [], sampled = [];
        for (var round = 0; round < rounds; round++)
        {
            program.Add(await TimeProgramAsync(file));
            everything.Add(await TimeSourceAsync(file, all, new ShotCutterFactory(new ShotOptions()).Create()));
            sampled.Add(await TimeSourceAsync(file, all with { Frames = FrameSelection.SampledFrames }, cutter: null));
        }

        Print("ffmpeg, fps=1 scaled to 448", program, program);
        Print("1 fps pictures, shots cut on all frames", everything, program);
        Print("only what the samples need", sampled, program);
        return 0;
    }

    /// <summary>
    /// Reads footage once with sound and text and prints the peak memory of this process, and what of it was managed and what pictures; run it for two lengths and compare.
    /// The reader stops now and then until everything that may wait for it waits, as it does behind a slow analysis: the peak is then the bound, and not how lucky a run was.
    /// Arguments: a number of minutes to make (default 10), or a file.
    /// </summary>
    public static async Task<int> MemoryAsync(string[] args)
    {
        var minutes = 10;
        var file = args.Length > 0 && !int.TryParse(args[0], CultureInfo.InvariantCulture, out minutes) ? args[0] : await IngestFootage.MakeAsync(minutes);
        var (pictures, heap, samples) = (0, 0L, 0);
        var seconds = await TimeSourceAsync(file, new SamplingOptions(), new SourceOptions(), new ShotCutterFactory(new ShotOptions()).Create(), async () =>
        {
            if (samples++ % SamplesBetweenStops == 0) await UntilFullAsync();
            pictures = Math.Max(pictures, FrameBufferPool.OutstandingEverywhere);
            heap = Math.Max(heap, GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes);
        });
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: peak {self.PeakWorkingSet64 / 1048576} MiB (managed {heap / 1048576} MiB, {pictures} pictures out), {seconds:F1} s"));
        return 0;
    }

    private static async Task UntilFullAsync()
    {
        for (int before = -1, now = FrameBufferPool.OutstandingEverywhere; now != before; now = FrameBufferPool.OutstandingEverywhere)
        {
            before = now;
            await Task.Delay(TimeSpan.FromSeconds(2));
        }
    }

    private static async Task<double> TimeProgramAsync(string file)
    {
        var start = Stopwatch.GetTimestamp();
        var run = await CommandRun.RunAsync(
            "ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", "-i", file, "-vf", "fps=1,scale=448:448", "-f", "rawvideo", "-y", "/dev/null"], limit: TimeSpan.FromMinutes(30));
        if (run.ExitCode != 0) throw new InvalidOperationException(run.Error);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // Sound is left out, as the program leaves it out.
    private static Task<double> TimeSourceAsync(string file, SamplingOptions sampling, IShotCutter? cutter) =>
        TimeSourceAsync(file, sampling, new SourceOptions { Sound = false, Text = false }, cutter, sample: null);

    private static async Task<double> TimeSourceAsync(string file, SamplingOptions sampling, SourceOptions options, IShotCutter? cutter, Func<Task>? sample)
    {
        var source = new FileFrameSource(sampling, options, NullLogger<FileFrameSource>.Instance);
        var start = Stopwatch.GetTimestamp();
        List<ShotBoundary> cuts = [];
        await foreach (var happened in source.ReadAsync(new SourceRequest { Location = file }, CancellationToken.None))
        {
            if (happened is not FrameDecoded frame) continue;
            if (frame.Sampled is not null && sample is not null) await sample();
            frame.Sampled?.Dispose();
            cutter?.Push(frame.Time, frame.Thumb, cuts);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static int Number(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 || at + 1 >= args.Length ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }

    private static void Print(string name, List<double> seconds, List<double> against) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name,-42} {Median(seconds),8:F2} s   ratio {Median(seconds) / Median(against),5:F2}"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
