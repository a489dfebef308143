using System.Globalization;
using LongVpo.Media.Simulation;

namespace LongVpo.Tests.Simulation;

/// <summary>What FFmpeg's own probe reads from a simulated source, which no code of ours has touched.</summary>
/// <param name="Codecs">Of the streams, as the probe names them.</param>
/// <param name="Pictures">Times of the pictures' packets in seconds, in the order in which they came.</param>
/// <param name="Sounds">Times of the sounds' packets.</param>
public sealed record Reading(IReadOnlyList<string> Codecs, IReadOnlyList<double> Pictures, IReadOnlyList<double> Sounds)
{
    public double Length => Pictures[^1] - Pictures[0];

    /// <summary>Reads a source to its end; null when not one picture came.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="cancellationToken">Stops the probe.</param>
    /// <param name="options">Of the probe, before the URL.</param>
    public static async Task<Reading?> TryAsync(string url, CancellationToken cancellationToken, params string[] options)
    {
        var run = await CommandRun.RunAsync(
            "ffprobe",
            ["-v", "error", "-probesize", "500000", "-analyzeduration", "3000000", .. options, "-show_entries", "stream=codec_name:packet=codec_type,pts_time", "-of", "compact", url],
            limit: TimeSpan.FromMinutes(2), cancellationToken: cancellationToken);
        var lines = run.Output.Split('\n').Select(line => line.Split('|').Skip(1).Select(part => part.Split('=')).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1])).ToList();
        var reading = new Reading(
            [.. lines.Where(l => l.ContainsKey("codec_name")).Select(l => l["codec_name"]).Order().Distinct()],
            [.. Times(lines, "video")], [.. Times(lines, "audio")]);
        return reading.Pictures.Count > 0 ? reading : null;
    }

    /// <summary>Reads a source to its end.</summary>
    public static async Task<Reading> OfAsync(string url, CancellationToken cancellationToken, params string[] options)
    {
        var reading = await TryAsync(url, cancellationToken, options);
        Assert.True(reading is not null, $"ffprobe read no picture from {url}.");
        return reading;
    }

    /// <summary>Reads a running simulator to its end.</summary>
    public static Task<Reading> OfAsync(SourceSimulator simulator, CancellationToken cancellationToken, params string[] options) =>
        OfAsync(simulator.Url, cancellationToken, options);

    private static IEnumerable<double> Times(List<Dictionary<string, string>> lines, string kind) => lines
        .Where(l => l.GetValueOrDefault("codec_type") == kind && l.ContainsKey("pts_time") && l["pts_time"] != "N/A")
        .Select(l => double.Parse(l["pts_time"], CultureInfo.InvariantCulture));
}
