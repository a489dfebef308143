using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Media.Sources;
using LongVpo.Media.Thumbnails;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Node.Models;

/// <summary>Takes pictures out of files by decoding from the first moment to the last, on a grid fine enough for the closest two.</summary>
/// <param name="options">How files are read; the grid's own spacing is not used.</param>
public sealed class FootageFrames(LongVpoOptions options) : IFootageFrames
{
    // Published clips that come as folders of pictures have three a second.
    private const double FolderRate = 3;
    private readonly MediaProbe _probe = new(options.Source);
    private readonly JpegEncoder _jpegs = new();

    /// <inheritdoc/>
    public async Task<double?> DurationAsync(string path, CancellationToken cancellationToken) => Directory.Exists(path) ? Pictures(path).Length / FolderRate : (await _probe.DescribeAsync(Path.GetFullPath(path), cancellationToken)).DurationSeconds;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StillFrame>> ReadAsync(string path, IReadOnlyList<double> seconds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seconds);
        if (seconds.Count == 0) return [];
        if (Directory.Exists(path)) return await ReadFolderAsync(path, seconds, cancellationToken);
        var file = Path.GetFullPath(path);
        var start = (await _probe.DescribeAsync(file, cancellationToken)).StartSeconds;
        var closest = Enumerable.Range(1, seconds.Count - 1).Select(i => seconds[i] - seconds[i - 1]).Where(apart => apart > 0).DefaultIfEmpty(1).Min();
        var sampling = options.Sampling with { Interval = TimeSpan.FromSeconds(Math.Clamp(closest / 4, 0.01, 0.5)) };
        var source = new FileFrameSource(sampling, options.Source, NullLogger<FileFrameSource>.Instance);
        var (found, next) = (new List<StillFrame>(), 0);
        await foreach (var happened in source.ReadAsync(new SourceRequest { Location = file, From = MediaTime.FromSeconds(start + seconds[0]) }, cancellationToken))
        {
            if (happened is not FrameDecoded { Sampled: { } sampled } frame) continue;
            using var picture = sampled;
            StillFrame? still = null;
            for (; next < seconds.Count && seconds[next] <= frame.Time.Seconds - start + 1e-6; next++)
                found.Add(still ??= new StillFrame(frame.Time.Seconds - start, picture.Width, picture.Height, picture.Pixels.ToArray()));
            if (next == seconds.Count) break;
        }

        return found;
    }

    private static string[] Pictures(string folder) => [.. Directory.EnumerateFiles(folder, "*.jpg").Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<StillFrame>> ReadFolderAsync(string folder, IReadOnlyList<double> seconds, CancellationToken cancellationToken)
    {
        var (pictures, found) = (Pictures(folder), new List<StillFrame>());
        foreach (var second in seconds)
        {
            var place = (int)(second * FolderRate);
            if (place >= pictures.Length) break;
            if (await ReadAsync(pictures[place], [0], cancellationToken) is [var still]) found.Add(still with { Seconds = second });
        }

        return found;
    }

    /// <summary>A picture as JPEG.</summary>
    public byte[] Jpeg(StillFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return _jpegs.Encode(frame.Rgb.Span, frame.Width, frame.Height, options.Pictures.JpegMaxSide);
    }
}
