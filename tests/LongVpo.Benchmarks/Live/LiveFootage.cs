using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LongVpo.TestKit;

namespace LongVpo.Benchmarks.Live;

/// <summary>
/// Makes the footage that live watching is measured on, once, into the system's temporary folder: a minute of moving pictures with a title per shot, and streams cut from it
/// that differ in content and are out of step, as cameras are.
/// </summary>
internal static class LiveFootage
{
    /// <summary>Words that stand on the shots, one shot each; long enough that a misread letter does not make another of them.</summary>
    public static readonly string[] Titles =
    [
        "HARBOUR", "MOUNTAIN", "ORCHESTRA", "LIBRARY", "WINDMILL", "TELESCOPE", "CATHEDRAL", "PENGUIN", "VOLCANO", "BICYCLE", "UMBRELLA", "SATELLITE", "LANTERN", "GIRAFFE", "COMPASS",
        "TRACTOR", "PYRAMID", "DOLPHIN", "CHESTNUT", "GLACIER",
    ];

    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "longvpo-live")).FullName;

    /// <summary>One file per stream.</summary>
    /// <param name="streams">How many.</param>
    /// <param name="length">Length of each.</param>
    /// <param name="from">A file whose first minute is scaled to 720p and repeated; null makes pictures.</param>
    /// <param name="height">Lines of the picture; 16:9.</param>
    public static async Task<IReadOnlyList<string>> StreamsAsync(int streams, TimeSpan length, string? from, int height)
    {
        var minute = from is null ? await ShotsAsync(3, height) : await ScaledAsync(from, height);
        var files = new List<string>();
        for (var i = 0; i < streams; i++)
        {
            var (offset, seconds) = (i * 7 % 50, length.TotalSeconds.ToString(CultureInfo.InvariantCulture));
            var turned = offset == 0 ? minute : await TurnedAsync(minute, offset, height);
            var file = Path.ChangeExtension(turned, null) + $"-{seconds}s.mp4";
            var loops = ((int)length.TotalMinutes + 1).ToString(CultureInfo.InvariantCulture);
            await OnceAsync(file, "-stream_loop", loops, "-i", turned, "-t", seconds, "-c", "copy", "-metadata", $"title=stream {i.ToString(CultureInfo.InvariantCulture)}");
            files.Add(file);
        }

        return files;
    }

    /// <summary>A minute of shots of one length, each with its own word of <see cref="Titles"/> from its first frame to its last.</summary>
    public static async Task<string> ShotsAsync(int secondsPerShot, int height)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{height * 16 / 9}x{height}");
        string[] pictures = ["mandelbrot=s={0}:r=30:start_scale={2}", "gradients=s={0}:r=30:seed={1}:speed=0.02", "cellauto=s={0}:r=30:rule=110:seed={1}:scroll=1", "testsrc2=s={0}:r=30,hue=h={1}*40,boxblur=20"];
        var graph = new StringBuilder();
        var shots = 60 / secondsPerShot;
        for (var i = 0; i < shots; i++)
        {
            var picture = string.Format(CultureInfo.InvariantCulture, pictures[i % pictures.Length], size, i + 1, 1.0 / (i + 1));
            graph.Append(CultureInfo.InvariantCulture, $"{picture},trim=duration={secondsPerShot},setpts=PTS-STARTPTS,format=yuv420p,");
            graph.Append(CultureInfo.InvariantCulture, $"drawtext=text='{Titles[i % Titles.Length]}':x=(w-tw)/2:y=h*0.75:fontsize=h/10:fontcolor=white:box=1:boxcolor=black@0.7:boxborderw=12[v{i}];");
        }

        for (var i = 0; i < shots; i++) graph.Append(CultureInfo.InvariantCulture, $"[v{i}]");
        graph.Append(CultureInfo.InvariantCulture, $"concat=n={shots}:v=1:a=0,noise=alls=4:allf=t[v]");
        var file = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"shots-{secondsPerShot}s-{height}.mp4"));
        await OnceAsync(
            file, "-f", "lavfi", "-i", "anoisesrc=c=pink:a=0.2:r=48000:d=60", "-filter_complex", graph.ToString(), "-map", "[v]", "-map", "0:a", "-t", "60",
            "-c:v", "libx264", "-preset", "veryfast", "-g", "30", "-b:v", height >= 720 ? "3M" : "200k", "-c:a", "aac", "-b:a", "64k");
        return file;
    }

    // Encoded anew: looping a copy that begins in the middle leaves packets whose times overlap, and with them fewer seconds than were asked for.
    private static async Task<string> TurnedAsync(string minute, int offset, int height)
    {
        var at = offset.ToString(CultureInfo.InvariantCulture);
        var file = Path.ChangeExtension(minute, null) + $"-from{at}.mp4";
        await OnceAsync(
            file, "-ss", at, "-i", minute, "-t", at, "-i", minute, "-i", minute, "-filter_complex", "[0:v]setpts=PTS-STARTPTS[a];[1:v]setpts=PTS-STARTPTS[b];[a][b]concat=n=2:v=1:a=0[v]",
            "-map", "[v]", "-map", "2:a:0?", "-c:v", "libx264", "-preset", "veryfast", "-g", "30", "-b:v", height >= 720 ? "3M" : "200k", "-c:a", "copy");
        return file;
    }

    private static async Task<string> ScaledAsync(string from, int height)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(from))).AsSpan(0, 4));
        var file = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"scaled-{name}-{height}.mp4"));
        await OnceAsync(
            file, "-stream_loop", "-1", "-i", from, "-t", "60", "-vf", string.Create(CultureInfo.InvariantCulture, $"scale={height * 16 / 9}:{height},fps=30,format=yuv420p"),
            "-map", "0:v:0", "-map", "0:a:0?", "-c:v", "libx264", "-preset", "veryfast", "-g", "30", "-c:a", "aac");
        return file;
    }

    private static async Task OnceAsync(string file, params string[] arguments)
    {
        if (File.Exists(file)) return;
        var part = file + ".part.mp4";
        var run = await CommandRun.RunAsync("ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", "-y", .. arguments, part], limit: TimeSpan.FromMinutes(30));
        if (run.ExitCode != 0) throw new InvalidOperationException($"ffmpeg could not make {file}: {run.Error}");
        File.Move(part, file, overwrite: true);
    }
}
