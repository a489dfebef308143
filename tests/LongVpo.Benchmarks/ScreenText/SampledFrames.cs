using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Benchmarks.ScreenText;

/// <summary>Frames of a file as a source samples them, made by the ffmpeg program so that this measure stands without our own decoder.</summary>
internal static partial class SampledFrames
{
    /// <summary>Frames at least <paramref name="intervalSeconds"/> apart with the container's times, longer side at most 1280.</summary>
    public static async IAsyncEnumerable<Frame> ReadAsync(
        string file, int width, int height, double intervalSeconds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var times = await TimesAsync(file, intervalSeconds, cancellationToken);
        // Frames in a reader's queue outlive this enumeration, so their pool must too.
        var pool = new FrameBufferPool(8);
        using var process = Start("error", file, Selection(intervalSeconds), "-pix_fmt", "rgb24", "-f", "rawvideo", "-");
        foreach (var time in times)
        {
            var pixels = pool.Rent(width * height * 3, cancellationToken);
            await process.StandardOutput.BaseStream.ReadExactlyAsync(pixels.AsMemory(0, width * height * 3), cancellationToken);
            using var frame = new Frame(MediaTime.FromSeconds(time), width, height, pixels, pool);
            yield return frame;
        }
    }

    private static async Task<List<double>> TimesAsync(string file, double intervalSeconds, CancellationToken cancellationToken)
    {
        using var process = Start("info", file, Selection(intervalSeconds) + ",showinfo", "-f", "null", "-");
        var log = await process.StandardError.ReadToEndAsync(cancellationToken);
        return [.. PtsTime().Matches(log).Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))];
    }

    private static string Selection(double interval) =>
        string.Create(CultureInfo.InvariantCulture, $"select='isnan(prev_selected_t)+gte(t-prev_selected_t,{interval - 0.001})'");

    private static Process Start(string level, string file, string filter, params string[] output)
    {
        string[] input = ["-hide_banner", "-nostats", "-loglevel", level, "-nostdin", "-copyts", "-i", file, "-an"];
        var start = new ProcessStartInfo("ffmpeg", [.. input, "-vf", filter, "-fps_mode", "passthrough", .. output])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = level == "info",
        };
        return Process.Start(start) ?? throw new InvalidOperationException("ffmpeg did not start.");
    }

    [GeneratedRegex(@"pts_time:\s*(-?[0-9.]+)")]
    private static partial Regex PtsTime();
}
