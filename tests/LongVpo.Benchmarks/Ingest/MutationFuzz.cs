using System.Diagnostics;
using System.Globalization;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Media.Sources;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Benchmarks.Ingest;

/// <summary>
/// Reads damaged copies of files in processes of their own for a given time, because a crash of a native decoder would take this one with it.
/// Arguments: <c>--minutes N --seed N FOLDER</c>; every file of the folder is a pattern.
/// </summary>
internal static class MutationFuzz
{
    private const int FilesPerProcess = 40;

    private static readonly TimeSpan ProcessLimit = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["one", var childSeed, var patterns]) return await ReadDamagedAsync(int.Parse(childSeed, CultureInfo.InvariantCulture), patterns);
        if (args.Length == 0) return Usage();
        var minutes = Number(args, "--minutes", 1);
        var seed = Number(args, "--seed", 1);
        var start = Stopwatch.GetTimestamp();
        int runs = 0, failures = 0;
        for (; Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(minutes); runs++)
            if (!await RunChildAsync(seed + runs, args[^1])) failures++;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs * FilesPerProcess} damaged files, {failures} processes crashed, hung or leaked"));
        return failures == 0 ? 0 : 1;
    }

    private static int Usage()
    {
        Console.Error.WriteLine("Name a folder of media files: fuzz --minutes 30 --seed 1 FOLDER.");
        return 2;
    }

    private static int Number(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }

    private static async Task<bool> RunChildAsync(int seed, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(MutationFuzz).Assembly.Location);
        foreach (var argument in (string[])["fuzz", "one", seed.ToString(CultureInfo.InvariantCulture), folder]) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        using var limit = new CancellationTokenSource(ProcessLimit);
        var output = child.StandardOutput.ReadToEndAsync(CancellationToken.None);
        try
        {
            await child.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
        }

        var said = await output;
        var good = child.HasExited && child.ExitCode == 0;
        Console.WriteLine($"seed {seed}: {(good ? "" : "FAILED ")}{said.Trim()}");
        return good;
    }

    private static async Task<int> ReadDamagedAsync(int seed, string folder)
    {
        var random = new Random(seed);
        var patterns = Directory.GetFiles(folder).Where(file => new FileInfo(file).Length is > 0 and < 8_000_000).Order(StringComparer.Ordinal).ToArray();
        var damaged = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"longvpo-fuzz-{Environment.ProcessId}"));
        long frames = 0;
        for (var i = 0; i < FilesPerProcess; i++)
        {
            var pattern = patterns[random.Next(patterns.Length)];
            var file = damaged + Path.GetExtension(pattern);
            await File.WriteAllBytesAsync(file, Damage(await File.ReadAllBytesAsync(pattern), random));
            frames += await ReadAsync(file);
            File.Delete(file);
        }

        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{frames} frames, peak {self.PeakWorkingSet64 / 1048576} MiB, {FileFrameSource.LiveSessions} sessions left"));
        return FileFrameSource.LiveSessions == 0 ? 0 : 1;
    }

    private static async Task<int> ReadAsync(string file)
    {
        var source = new FileFrameSource(
            new SamplingOptions { MaxSidePixels = 160 }, new SourceOptions { DecodeWorkers = 2, ReadTimeout = TimeSpan.FromSeconds(10) }, NullLogger<FileFrameSource>.Instance);
        var frames = 0;
        try
        {
            await foreach (var happened in source.ReadAsync(new SourceRequest { Location = file }, CancellationToken.None))
            {
                if (happened is not FrameDecoded frame) continue;
                frame.Sampled?.Dispose();
                frames++;
            }
        }
        catch (SourceException)
        {
            // To be refused is a good end.
        }

        return frames;
    }

    /// <summary>Flips, overwrites, cuts out, repeats and truncates, often near the beginning where headers are.</summary>
    internal static byte[] Damage(byte[] bytes, Random random)
    {
        var damaged = (byte[])bytes.Clone();
        var reach = random.Next(3) == 0 ? Math.Min(4096, damaged.Length) : damaged.Length;
        for (var i = random.Next(1, 60); i > 0; i--) damaged[random.Next(reach)] = random.Next(4) == 0 ? (byte)0xff : (byte)random.Next(256);
        var at = random.Next(damaged.Length);
        var length = random.Next(Math.Min(20_000, damaged.Length - at));
        return random.Next(4) switch
        {
            0 => damaged[..Math.Max(at, 1)],
            1 => [.. damaged[..at], .. damaged[(at + length)..]],
            2 => [.. damaged[..at], .. damaged.AsSpan(at, length), .. damaged[at..]],
            _ => damaged,
        };
    }
}
