using System.Globalization;
using LongVpo.TestKit;

namespace LongVpo.Benchmarks.Ingest;

/// <summary>Makes the footage that reading is measured on, once: 1080p30 H.264 with the encoder's usual settings, a minute of moving detail repeated.</summary>
internal static class IngestFootage
{
    public static async Task<string> MakeAsync(int minutes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "longvpo-ingest")).FullName;
        var minute = Path.Combine(folder, "minute.mp4");
        if (!File.Exists(minute))
        {
            await FfmpegAsync(
                minute, "-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=30", "-f", "lavfi", "-i", "mandelbrot=s=960x540:r=30", "-filter_complex", "[0][1]overlay=480:270,noise=alls=6:allf=t",
                "-t", "60", "-c:v", "libx264", "-preset", "veryfast", "-b:v", "4M", "-pix_fmt", "yuv420p");
        }

        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{minutes}min.mp4"));
        if (!File.Exists(file)) await FfmpegAsync(file, "-stream_loop", (minutes - 1).ToString(CultureInfo.InvariantCulture), "-i", minute, "-c", "copy");
        return file;
    }

    private static async Task FfmpegAsync(string file, params string[] arguments)
    {
        var part = file + ".part.mp4";
        var run = await CommandRun.RunAsync("ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", "-y", .. arguments, part], limit: TimeSpan.FromMinutes(30));
        if (run.ExitCode != 0) throw new InvalidOperationException(run.Error);
        File.Move(part, file, overwrite: true);
    }
}
