using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Media.Native;
using LongVpo.Media.Sources;

namespace LongVpo.Media.Recording;

/// <summary>
/// Copies a stretch of footage into a file of its own, from the key frame before it, packet by packet and without coding anything anew: exact in what it shows, and as fast
/// as the disk.
/// </summary>
public sealed class ClipCutter
{
    // Shorter holes are rounding, or the pause between two pictures.
    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(0.5);

    private static readonly Dictionary<string, string> Muxers = new(StringComparer.OrdinalIgnoreCase) { [".mp4"] = "mp4", [".m4v"] = "mp4", [".mkv"] = "matroska", [".mov"] = "mov", [".ts"] = "mpegts" };

    private readonly SourceOptions _options;

    public ClipCutter(SourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Writes a clip; a file that is there already is replaced once the clip is whole.</summary>
    /// <param name="parts">Where the footage lies, in order.</param>
    /// <param name="range">What is wanted.</param>
    /// <param name="start">Where the clip begins to play.</param>
    /// <param name="output">The file to write; its extension names the container: mp4, m4v, mov, mkv or ts.</param>
    /// <param name="cancellationToken">Stops and leaves no file.</param>
    /// <returns>Null when none of the parts holds anything of it; then no file is written.</returns>
    /// <exception cref="SourceException">A part cannot be read, or the container cannot hold its coding, or the disk took no more.</exception>
    public async Task<Clip?> CutAsync(IReadOnlyList<ClipPart> parts, TimeRange range, ClipStart start, string output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentException.ThrowIfNullOrEmpty(output);
        if (!Muxers.TryGetValue(Path.GetExtension(output), out var muxer))
            throw new SourceException($"{output} does not say in which container to write the clip: end its name in {string.Join(", ", Muxers.Keys)}.");
        if (start == ClipStart.Exact && muxer is not ("mp4" or "mov"))
            throw new SourceException($"{output} cannot be made to play from exactly the asked time, which MP4 and MOV can: end its name in .mp4 or .mov, or let it begin with the key frame before.");
        var unfinished = $"{output}.{Guid.NewGuid():N}.part";
        try
        {
            var clip = await Task.Run(() => Cut(parts, range, start, unfinished, muxer, cancellationToken), cancellationToken);
            if (clip is not null) File.Move(unfinished, output, overwrite: true);
            return clip;
        }
        catch (AvException e)
        {
            throw new SourceException(Sentence(e, output), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"{output} cannot be written ({e.Message.TrimEnd('.')}): choose another file.", e);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private Clip? Cut(IReadOnlyList<ClipPart> parts, TimeRange range, ClipStart begins, string path, string muxer, CancellationToken cancellationToken)
    {
        using var clip = new AvClipHandle(path, muxer);
        if (begins == ClipStart.Exact) clip.PlayFrom(RecordedFile.Microseconds(range.Start));
        var missing = new List<TimeRange>();
        AvClipInfo? held = null;
        string? note = null;
        foreach (var part in parts)
        {
            var from = held is { } so ? MediaTime.Max(range.Start, RecordedFile.TimeOf(so.EndUs)) : range.Start;
            if (from >= range.End || part.Until <= from) continue;
            if (FindStart(part, from, range.End, cancellationToken) is not { } key) continue;
            try
            {
                if (Copy(clip, part, key, range.End, cancellationToken) is not { } now) continue;
                NoteHole(missing, held is { } before ? RecordedFile.TimeOf(before.EndUs) : range.Start, RecordedFile.TimeOf(key + Microseconds(part.Shift)));
                held = now;
            }
            catch (AvException e) when (e.Code == AvErrorCode.Changed)
            {
                note = $"The coding of the footage changes at {TimeText.Of(RecordedFile.TimeOf(key + Microseconds(part.Shift)))}, so this clip ends there: ask for the rest from there.";
                break;
            }
        }

        if (held is not { } all || !clip.Finish()) return null;
        var (start, end) = (RecordedFile.TimeOf(all.StartUs), RecordedFile.TimeOf(all.EndUs));
        NoteHole(missing, end, range.End);
        return new Clip(new TimeRange(start, MediaTime.Max(start, end)), missing, note);
    }

    // A file that retention removed in this moment is one that is not there.
    private long? FindStart(ClipPart part, MediaTime from, MediaTime until, CancellationToken cancellationToken)
    {
        if (!File.Exists(part.Path)) return null;
        using var session = Open(part, cancellationToken);
        return session?.FindClipStart(RecordedFile.Microseconds(from) - Microseconds(part.Shift), RecordedFile.Microseconds(until) - Microseconds(part.Shift));
    }

    private AvClipInfo? Copy(AvClipHandle clip, ClipPart part, long key, MediaTime until, CancellationToken cancellationToken)
    {
        using var session = Open(part, cancellationToken);
        return session?.CopyTo(clip, Microseconds(part.Shift), key, RecordedFile.Microseconds(until) - Microseconds(part.Shift));
    }

    private AvSession? Open(ClipPart part, CancellationToken cancellationToken)
    {
        try
        {
            return AvSession.Open(part.Path, new AvSettings { Wants = AvWants.Video | AvWants.Audio, Timeout = _options.ReadTimeout }, cancellationToken);
        }
        catch (AvException e) when (part.Shift != TimeSpan.Zero && e.Code is AvErrorCode.Missing or AvErrorCode.Empty or AvErrorCode.Damaged or AvErrorCode.UnknownFormat)
        {
            // A recorded file that has just been begun, or has just been removed.
            return null;
        }
        catch (AvException e) when (e.Code is not (AvErrorCode.Container or AvErrorCode.WriteFailed))
        {
            throw SourceSentences.For(part.Path, e);
        }
    }

    private static void NoteHole(List<TimeRange> missing, MediaTime from, MediaTime to)
    {
        if (to.Since(from) > Unnoticed) missing.Add(new TimeRange(from, to));
    }

    private static long Microseconds(TimeSpan span) => (long)Math.Round(span.TotalMicroseconds, MidpointRounding.AwayFromZero);

    private static string Sentence(AvException e, string output) => e.Code switch
    {
        AvErrorCode.Container => $"{Path.GetExtension(output)[1..].ToUpperInvariant()} cannot hold footage that is coded in {e.Detail}: end the name of the clip in .mkv.",
        AvErrorCode.WriteFailed => $"{output} cannot be written ({e.Detail}): make room, or choose another file.",
        _ => $"The clip cannot be cut ({e.Detail}): see longvpo doctor.",
    };
}
