using System.Globalization;
using LongVpo.Core.Ports;

namespace LongVpo.Media.Simulation.Transport;

/// <summary>Makes the transport streams that are served, once, with FFmpeg's command-line program; everything after that is ours, so that every byte is known.</summary>
internal static class ClipMaker
{
    /// <summary>Footage whose key frames lie further apart is coded anew: a reader would wait too long for its first picture.</summary>
    private static readonly TimeSpan LongestKeyGap = TimeSpan.FromSeconds(4);

    private static readonly string[] H264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p", "-bf", "0", "-sc_threshold", "0"];
    private static readonly string[] Mpeg4 = ["-c:v", "mpeg4", "-q:v", "4", "-pix_fmt", "yuv420p", "-bf", "0"];
    private static readonly string[] Halved = ["-vf", "scale=w=trunc(iw/4)*2:h=trunc(ih/4)*2"];

    /// <summary>Another coding is another elementary stream and gets a number of its own, as remultiplexers give it; many readers never look again at the coding of a number they know.</summary>
    private static readonly string[] OwnPid = ["-streamid", "0:272"];

    private static readonly string[] KeyEverySecond = ["-g", "600", "-force_key_frames", "expr:gte(t,n_forced)"];
    private static readonly string[] Aac = ["-c:a", "aac", "-b:a", "128k", "-ar", "48000", "-ac", "2"];

    /// <summary>The clip in H.264 and AAC: copied where it is so already and has key frames often enough, else coded with one each second.</summary>
    /// <exception cref="SourceException">It cannot be read, or FFmpeg is missing.</exception>
    public static async Task<TsClip> MainAsync(string clip, CancellationToken cancellationToken)
    {
        if (!File.Exists(clip)) throw new SourceException($"There is no file {clip}: check the path.");
        var codecs = await CodecsAsync(clip, cancellationToken);
        if (codecs.All(c => c is "h264" or "aac"))
        {
            var copy = await MakeAsync(clip, ["-c", "copy"], cancellationToken);
            if (TsClock.Span(copy.MaxKeyGap) <= LongestKeyGap) return copy;
            copy.Dispose();
        }

        return await MakeAsync(clip, [.. H264, .. KeyEverySecond, .. Aac], cancellationToken);
    }

    /// <summary>The same footage in MPEG-4 Part 2 at half the width and height, in a stream of its own.</summary>
    public static Task<TsClip> OtherCodecAsync(string clip, CancellationToken cancellationToken) =>
        MakeAsync(clip, [.. Mpeg4, .. Halved, .. KeyEverySecond, .. Aac, .. OwnPid], cancellationToken);

    /// <summary>The same footage in H.264 at half the width and height.</summary>
    public static Task<TsClip> OtherSizeAsync(string clip, CancellationToken cancellationToken) =>
        MakeAsync(clip, [.. H264, .. Halved, .. KeyEverySecond, .. Aac], cancellationToken);

    private static async Task<string[]> CodecsAsync(string clip, CancellationToken cancellationToken)
    {
        // Attached covers are pictures too, but not footage.
        var said = await ChildProcess.OutputAsync(
            "ffprobe", ["-v", "error", "-show_entries", "stream=codec_type,codec_name", "-of", "csv=p=0", clip], cancellationToken);
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().Split(','))
            .Where(parts => parts.Length >= 2 && parts[1] is "video" or "audio")
            .Select(parts => parts[0])];
    }

    private static async Task<TsClip> MakeAsync(string clip, string[] coding, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"longvpo-simulation-{Guid.NewGuid():N}.ts"));
        try
        {
            await ChildProcess.OutputAsync(
                "ffmpeg",
                [
                    "-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-i", clip, "-map", "0:v:0?", "-map", "0:a:0?", .. coding,
                    "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-muxdelay", "0", "-muxpreload", "0", "-f", "mpegts", file,
                ],
                cancellationToken);
            return await Task.Run(() => TsClip.OpenAndUnlink(file, cancellationToken), cancellationToken);
        }
        catch (InvalidDataException failure)
        {
            throw new SourceException($"{clip} cannot be served as a live stream ({failure.Message.TrimEnd('.')}): choose a clip with pictures or sound.", failure);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
