using System.Globalization;

namespace LongVpo.Tests.Recording;

/// <summary>Looks into footage with FFmpeg's own tools, which know nothing of what wrote it.</summary>
internal static class Footage
{
    /// <summary>The picture or the sound as it is coded, without its container.</summary>
    public static async Task<byte[]> BytesAsync(string file, string stream, string format)
    {
        var bare = $"{file}.{format}";
        await TestClips.MakeAsync(bare, "-i", file, "-map", $"0:{stream}", "-c", "copy", "-f", format);
        return await File.ReadAllBytesAsync(bare, TestContext.Current.CancellationToken);
    }

    /// <summary>Decodes every picture, as a player would, and gives their times in seconds; a file that a player complains about fails the test.</summary>
    public static async Task<List<double>> PlayedAsync(string file)
    {
        var run = await CommandRun.RunAsync(
            "ffprobe", ["-v", "error", "-select_streams", "v", "-show_entries", "frame=pts_time", "-of", "csv=p=0", file], cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(run is { ExitCode: 0, Error: "" }, $"{file}: {run.Error}");
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line.Trim().TrimEnd(','), CultureInfo.InvariantCulture))];
    }

    /// <summary>The bytes of the first picture that is shown at a time of the file or after it.</summary>
    public static async Task<byte[]> PictureAsync(string file, double seconds)
    {
        var bare = $"{file}.picture.yuv";
        var from = string.Create(CultureInfo.InvariantCulture, $"select=gte(t\\,{seconds - 0.005:0.####})");
        await TestClips.MakeAsync(bare, "-copyts", "-i", file, "-vf", from, "-frames:v", "1", "-f", "rawvideo");
        return await File.ReadAllBytesAsync(bare, TestContext.Current.CancellationToken);
    }

    public static async Task<double> DurationAsync(string file)
    {
        var run = await CommandRun.RunAsync("ffprobe", ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file], cancellationToken: TestContext.Current.CancellationToken);
        return double.Parse(run.Output.Trim(), CultureInfo.InvariantCulture);
    }
}
