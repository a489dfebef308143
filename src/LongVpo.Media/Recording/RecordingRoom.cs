using LongVpo.Core.Options;
using LongVpo.Core.Videos;
using Microsoft.Extensions.Logging;

namespace LongVpo.Media.Recording;

/// <summary>
/// The folder that holds the recordings of all videos, one folder each. Names say everything, so there is no index that could disagree with the files, and any process may
/// look while another one records.
/// </summary>
public sealed partial class RecordingRoom
{
    private const string Unplaced = "unplaced-";

    private readonly string _root;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    /// <param name="root">Made when the first file is.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">Says how old files are.</param>
    /// <param name="log">Hears when recording rests.</param>
    public RecordingRoom(string root, RecorderOptions options, TimeProvider time, ILogger<RecordingRoom> log)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(log);
        (_root, Options, _time, _log) = (root, options, time, log);
    }

    public RecorderOptions Options { get; }

    internal TimeProvider Time => _time;

    internal ILogger Log => _log;

    /// <summary>Where a video's files lie.</summary>
    public string FolderOf(VideoId video) => Path.Combine(_root, video.Value);

    /// <summary>What is kept of a video, in the order of its timeline.</summary>
    public IReadOnlyList<RecordedFile> Files(VideoId video)
    {
        var folder = new DirectoryInfo(FolderOf(video));
        return folder.Exists
            ? [.. folder.EnumerateFiles().Select(file => RecordedFile.Parse(file.FullName, LengthOf(file))).OfType<RecordedFile>().OrderBy(file => file.Start).ThenBy(file => file.Utc)]
            : [];
    }

    /// <summary>Removes what a video may not keep any longer.</summary>
    public void Sweep(VideoId video)
    {
        foreach (var file in RecordingRetention.Expired(Files(video), Options, _time.GetUtcNow())) Remove(file.Path);
    }

    /// <summary>Removes what no video may keep any longer, also of videos that are not watched now.</summary>
    public void SweepAll()
    {
        if (!Directory.Exists(_root)) return;
        foreach (var name in Directory.EnumerateDirectories(_root).Select(Path.GetFileName).Where(VideoId.IsValid)) Sweep(new VideoId(name!));
    }

    /// <summary>Removes everything that is kept of a video.</summary>
    public void Forget(VideoId video)
    {
        try
        {
            Directory.Delete(FolderOf(video), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was kept.
        }
    }

    /// <summary>Where the next file is written until its place on the timeline is known.</summary>
    internal string Provisional(VideoId video, string extension)
    {
        Directory.CreateDirectory(FolderOf(video));
        return Path.Combine(FolderOf(video), $"{Unplaced}{Guid.NewGuid():N}.{extension}");
    }

    /// <summary>
    /// Puts right what a killed process left: a file that it was writing gets its end, one whose place on the timeline was never known goes. Called before anything is
    /// recorded of the video, by the only process that does.
    /// </summary>
    internal void Recover(VideoId video, CancellationToken cancellationToken)
    {
        var folder = FolderOf(video);
        if (!Directory.Exists(folder)) return;
        foreach (var path in Directory.EnumerateFiles(folder, Unplaced + "*")) Remove(path);
        foreach (var file in Files(video).Where(file => file.End is null))
        {
            if (RecordingEnd.Find(file, cancellationToken) is { } end) Rename(file.Path, RecordedFile.NameOf(file.Start, end, file.Utc, Path.GetExtension(file.Path)[1..]));
            else Remove(file.Path);
        }

        Sweep(video);
    }

    /// <summary>Gives a file another name in its folder; the old path when that fails.</summary>
    internal string Rename(string path, string name)
    {
        var to = Path.Combine(Path.GetDirectoryName(path)!, name);
        try
        {
            File.Move(path, to, overwrite: true);
            return to;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogUnmoved(path, failure.Message);
            return path;
        }
    }

    internal void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogUnmoved(path, failure.Message);
        }
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            // Retention removed it, or it got its final name, in this moment.
            return 0;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The recording {Path} cannot be renamed or removed: {Reason}")]
    private partial void LogUnmoved(string path, string reason);
}
