using LongVpo.Core.Time;

namespace LongVpo.Media.Recording;

/// <summary>A file that a clip can be cut from.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Shift">What makes the file's own times those of the timeline.</param>
/// <param name="Until">Where on the timeline it ends; null when nobody knows.</param>
public sealed record ClipPart(string Path, TimeSpan Shift, MediaTime? Until)
{
    /// <summary>A file whose times are the timeline.</summary>
    public static ClipPart OfArchive(string path) => new(path, TimeSpan.Zero, null);

    /// <summary>The recorded files that touch a stretch, in order.</summary>
    public static IReadOnlyList<ClipPart> OfRecordings(IReadOnlyList<RecordedFile> files, TimeRange range)
    {
        ArgumentNullException.ThrowIfNull(files);
        var lead = TimeSpan.FromMicroseconds(RecordingEnd.Lead);
        return
        [
            .. files.Where(file => file.Start < range.End && (file.End is not { } end || end > range.Start))
                .Select(file => new ClipPart(file.Path, file.Start.Since(MediaTime.Zero) - lead, file.End)),
        ];
    }
}
