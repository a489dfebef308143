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
    private const int Rounds = 3;

    /// <summary>Arguments: a file; without one, ten minutes of 1080p are made and kept in the system's temporary folder.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var file = args.Length > 0 ? args[0] : await IngestFootage.MakeAsync(10);
        var all = new SamplingOptions { Interval = TimeSpan.FromSeconds(1), MaxSidePixels = 448 };
        List<double> program = [], everything = [], sampled = [];
        for (var round = 0; round < Rounds; round++)
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

    /// <summary>Reads a file once and prints the peak memory of this process; run it for two lengths and compare.</summary>
    public static async Task<int> MemoryAsync(string[] args)
    {
        var minutes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10;
        var file = await IngestFootage.MakeAsync(minutes);
        var seconds = await TimeSourceAsync(file, new SamplingOptions(), new ShotCutterFactory(new ShotOptions()).Create());
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{minutes} min: peak {self.PeakWorkingSet64 / 1048576} MiB, {seconds:F1} s"));
        return 0;
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
    private static async Task<double> TimeSourceAsync(string file, SamplingOptions sampling, IShotCutter? cutter)
    {
        var source = new FileFrameSource(sampling, new SourceOptions { Sound = false, Text = false }, NullLogger<FileFrameSource>.Instance);
        var start = Stopwatch.GetTimestamp();
        List<ShotBoundary> cuts = [];
        await foreach (var happened in source.ReadAsync(new SourceRequest { Location = file }, CancellationToken.None))
        {
            if (happened is not FrameDecoded frame) continue;
            frame.Sampled?.Dispose();
            cutter?.Push(frame.Time, frame.Thumb, cuts);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Print(string name, List<double> seconds, List<double> against) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name,-42} {Median(seconds),8:F2} s   ratio {Median(seconds) / Median(against),5:F2}"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
