using System.Globalization;
using System.Text.RegularExpressions;
using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.TestKit;

/// <summary>Reads a video's thumbs with the FFmpeg program, so that tests have a path to the same pixels that shares no code with the product's own decoding.</summary>
public static partial class ThumbReader
{
    /// <summary>Every frame in display order with its container timestamp.</summary>
    /// <param name="file">A video file that FFmpeg opens.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="InvalidOperationException">FFmpeg could not read it; its last words are in the message.</exception>
    public static async Task<IReadOnlyList<(MediaTime Time, FrameThumb Thumb)>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var pixels = folder.File("thumbs.yuv");
        var run = await CommandRun.RunAsync(
            "ffmpeg",
            [
                "-hide_banner", "-nostdin", "-copyts", "-i", file, "-map", "0:v:0", "-vsync", "passthrough",
                "-vf", $"scale={FrameThumb.Width}:{FrameThumb.Height}:flags=area:out_range=full,format=yuv420p,showinfo", "-f", "rawvideo", pixels,
            ],
            cancellationToken: cancellationToken);
        if (run.ExitCode != 0) throw new InvalidOperationException($"ffmpeg could not read {file}: {run.Error.Split('\n').LastOrDefault(l => l.Length > 0)}");
        var times = TimesIn(run.Error);
        var bytes = await File.ReadAllBytesAsync(pixels, cancellationToken);
        const int frame = FrameThumb.LumaLength + (2 * FrameThumb.ChromaLength);
        if (bytes.Length != times.Count * frame) throw new InvalidOperationException($"ffmpeg told {times.Count} times and wrote {bytes.Length} bytes for {file}.");
        return [.. times.Select((time, i) => (time, ThumbAt(bytes.AsSpan(i * frame, frame))))];
    }

    private static List<MediaTime> TimesIn(string log)
    {
        var config = TimeBasePattern().Match(log);
        var timeBase = new TimeBase(int.Parse(config.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(config.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        return [.. FramePattern().Matches(log).Select(m => new MediaTime(long.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture), timeBase))];
    }

    private static FrameThumb ThumbAt(ReadOnlySpan<byte> bytes) => new(
        bytes[..FrameThumb.LumaLength].ToArray(),
        bytes.Slice(FrameThumb.LumaLength, FrameThumb.ChromaLength).ToArray(),
        bytes[(FrameThumb.LumaLength + FrameThumb.ChromaLength)..].ToArray());

    [GeneratedRegex(@"config in time_base: (\d+)/(\d+)")]
    private static partial Regex TimeBasePattern();

    [GeneratedRegex(@"\] n: *\d+ pts: *(-?\d+) ")]
    private static partial Regex FramePattern();
}
