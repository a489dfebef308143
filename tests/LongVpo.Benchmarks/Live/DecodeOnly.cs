using System.Globalization;
using System.Text.RegularExpressions;
using LongVpo.TestKit;

namespace LongVpo.Benchmarks.Live;

/// <summary>The peer: FFmpeg's own program, playing the same footage in real time and doing nothing but decoding it and choosing a picture a second.</summary>
internal static partial class DecodeOnly
{
    /// <summary>Processor seconds, by FFmpeg's own account, per minute of footage.</summary>
    public static async Task<double> ProcessorPerMinuteAsync(string file, TimeSpan length)
    {
        var seconds = length.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var run = await CommandRun.RunAsync(
            "ffmpeg", ["-hide_banner", "-nostdin", "-benchmark", "-re", "-i", file, "-t", seconds, "-an", "-vf", "fps=1", "-f", "null", "-"], limit: length + TimeSpan.FromMinutes(2));
        var said = Told().Match(run.Error);
        if (run.ExitCode != 0 || !said.Success) throw new InvalidOperationException($"ffmpeg did not say what it used: {run.Error}");
        return (Number(said.Groups[1]) + Number(said.Groups[2])) / length.TotalMinutes;
    }

    private static double Number(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"bench: utime=([\d.]+)s stime=([\d.]+)s")]
    private static partial Regex Told();
}
