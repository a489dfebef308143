using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LongVpo.Training.World.Film;

/// <summary>Writes a film as MP4 with picture, sound and a subtitle track, through FFmpeg's command, which gets the frames on its standard input.</summary>
/// <param name="film">What is written.</param>
/// <param name="renderer">Draws it.</param>
/// <param name="time">What the rate is measured by.</param>
public sealed class FilmFile(FilmScript film, FilmRenderer renderer, TimeProvider time)
{
    private const int ReportEvery = 25;
    private const int SoundChunk = 1 << 16;

    /// <summary>Writes the film. The same film gives the same bytes with the same version of FFmpeg; a file of this name is replaced at the end, and not before.</summary>
    /// <param name="path">Where to; its folder must be there.</param>
    /// <param name="progress">Hears of the writing about once a second of film.</param>
    /// <param name="cancellationToken">Stops it; what was written is removed.</param>
    /// <exception cref="FilmException">FFmpeg is missing or failed, or the file cannot be written.</exception>
    public async Task WriteAsync(string path, IProgress<FilmProgress>? progress, CancellationToken cancellationToken)
    {
        if (renderer.Width % 2 != 0 || renderer.Height % 2 != 0) throw new FilmException($"A video of {renderer.Width} by {renderer.Height} cannot be encoded: choose even sides.");
        var whole = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(whole))) throw new FilmException($"The folder of {path} does not exist: make it first.");
        var (sound, lines, draft) = ($"{whole}.sound.part", $"{whole}.lines.part", $"{whole}.part");
        try
        {
            await WriteSoundAsync(sound, cancellationToken);
            var text = SubtitleText.Of(film);
            await File.WriteAllTextAsync(lines, text, cancellationToken);
            await EncodeAsync(Arguments(sound, text.Length > 0 ? lines : null, draft), progress, cancellationToken);
            File.Move(draft, whole, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FilmException($"The film could not be written to {path}: {failure.Message}", failure);
        }
        finally
        {
            foreach (var file in new[] { sound, lines, draft }) File.Delete(file);
        }
    }

    /// <summary>One thread, because with two the encoder wrote other bytes once in twenty times, and nothing that tells the version or the day.</summary>
    private string[] Arguments(string sound, string? lines, string draft) =>
    [
        "-hide_banner", "-loglevel", "error", "-nostdin", "-y",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{renderer.Width}x{renderer.Height}", "-r", renderer.Rate.ToString(), "-i", "pipe:0",
        "-f", "s16le", "-ar", FilmSound.SampleRate.ToString(CultureInfo.InvariantCulture), "-ac", "1", "-i", sound,
        .. lines is null ? Array.Empty<string>() : ["-f", "srt", "-i", lines, "-map", "2:s", "-c:s", "mov_text", "-metadata:s:s:0", "language=eng"],
        "-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-g", "50", "-pix_fmt", "yuv420p", "-threads", "1", "-c:a", "aac", "-b:a", "64k",
        "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart", "-f", "mp4", draft,
    ];

    private async Task WriteSoundAsync(string path, CancellationToken cancellationToken)
    {
        var maker = new FilmSound(film);
        var samples = new short[SoundChunk];
        await using var file = File.Create(path);
        for (var at = 0L; at < maker.SampleCount; at += SoundChunk)
        {
            maker.Render(at, samples);
            var count = (int)Math.Min(SoundChunk, maker.SampleCount - at);
            await file.WriteAsync(MemoryMarshal.AsBytes(samples.AsSpan(0, count)).ToArray(), cancellationToken);
        }
    }

    private async Task EncodeAsync(string[] arguments, IProgress<FilmProgress>? progress, CancellationToken cancellationToken)
    {
        using var process = Started(arguments);
        var words = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await using (var input = process.StandardInput.BaseStream) await FeedAsync(input, progress, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (IOException)
        {
            // FFmpeg has closed its end of the pipe: what it says is the reason.
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested) process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        if (process.ExitCode != 0) throw new FilmException($"FFmpeg could not encode the film: {(await words).Trim()}");
    }

    private async Task FeedAsync(Stream input, IProgress<FilmProgress>? progress, CancellationToken cancellationToken)
    {
        var frame = new byte[renderer.FrameBytes];
        var began = time.GetTimestamp();
        for (var i = 0; i < renderer.FrameCount; i++)
        {
            renderer.Render(i, frame);
            await input.WriteAsync(frame, cancellationToken);
            if (progress is null || ((i + 1) % ReportEvery != 0 && i + 1 != renderer.FrameCount)) continue;
            var (position, elapsed) = (renderer.Rate.TimeOf(i + 1) / 1e6, time.GetElapsedTime(began).TotalSeconds);
            var rate = elapsed > 0 ? position / elapsed : 0;
            var duration = film.Length / 1000.0;
            progress.Report(new FilmProgress(
                Math.Min(position, duration), duration, film.SceneAt((long)(position * 1000)) + 1, i + 1, rate, rate > 0 ? Math.Max(0, duration - position) / rate : null));
        }
    }

    private static Process Started(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardInput = true, RedirectStandardError = true })
                ?? throw new FilmException("ffmpeg could not be started.");
        }
        catch (Win32Exception failure)
        {
            throw new FilmException("The ffmpeg command is missing; install it, on Debian and Ubuntu with: apt-get install ffmpeg.", failure);
        }
    }
}
