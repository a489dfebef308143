using LongVpo.Core.Options;

namespace LongVpo.Media.Recording;

/// <summary>Says which recorded files of one video have to go: those that are too old, and of what is left the oldest until the rest fits. Never one that is still written.</summary>
public static class RecordingRetention
{
    /// <param name="files">All recorded files of one video, in the order of their starts.</param>
    /// <param name="options">Limits.</param>
    /// <param name="now">The clock on the wall.</param>
    public static IReadOnlyList<RecordedFile> Expired(IReadOnlyList<RecordedFile> files, RecorderOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        var expired = new List<RecordedFile>();
        var kept = files.Sum(file => file.Bytes);
        foreach (var file in files)
        {
            if (file.End is null || (now - file.EndUtc <= options.MaxAge && kept <= options.MaxBytesPerVideo)) continue;
            expired.Add(file);
            kept -= file.Bytes;
        }

        return expired;
    }
}
