using System.Globalization;
using System.Text.RegularExpressions;
using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.TestKit;

namespace LongVpo.Benchmarks.Shots;

/// <summary>FFmpeg's own scene detection as a peer; it only knows hard cuts.</summary>
/// <param name="name">What the table calls it.</param>
/// <param name="filter">A filter chain that lets through, and shows, the first frame of each shot.</param>
internal sealed partial class FfmpegFinder(string name, string filter) : IBoundaryFinder
{
    public string Name => name;

    public async ValueTask<IReadOnlyList<ShotBoundary>> FindAsync(
        string? file, IReadOnlyList<(MediaTime Time, FrameThumb Thumb)> frames, CancellationToken cancellationToken)
    {
        if (file is null) return [];
        var run = await CommandRun.RunAsync(
            "ffmpeg",
            ["-hide_banner", "-nostdin", "-copyts", "-i", file, "-map", "0:v:0", "-vsync", "passthrough", "-vf", filter, "-f", "null", "-"],
            cancellationToken: cancellationToken);
        var seconds = TimePattern().Matches(run.Error).Select(m => double.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        return [.. seconds.Select(s => Nearest(frames, s)).Distinct().Order().Select(at => new ShotBoundary(at, Opening.Hard, new TimeRange(at, at)))];
    }

    private static MediaTime Nearest(IReadOnlyList<(MediaTime Time, FrameThumb Thumb)> frames, double seconds) =>
        frames.MinBy(f => Math.Abs(f.Time.Seconds - seconds)).Time;

    [GeneratedRegex(@"(?:pts_time:|lavfi\.scd\.time: )\s*(\d+(?:\.\d+)?)")]
    private static partial Regex TimePattern();
}
