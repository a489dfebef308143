using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Media.Live;
using LongVpo.Media.Recording;
using LongVpo.Media.Sources;
using LongVpo.Memory.Stores;

namespace LongVpo.Node.Clips;

/// <summary>
/// Finds where the footage of a stretch lies (live sources in their recordings, everything else in the file itself), has the clip cut, and says plainly when footage is
/// gone or only partly there.
/// </summary>
public sealed class ClipMaker : IClipMaker
{
    private readonly StoreSession _store;
    private readonly Func<VideoId, CancellationToken, Task<VideoState>> _load;
    private readonly RecordingRoom _recordings;
    private readonly ClipCutter _cutter;
    private readonly MediaProbe _probe;

    internal ClipMaker(StoreSession store, Func<VideoId, CancellationToken, Task<VideoState>> load, RecordingRoom recordings, ClipCutter cutter, MediaProbe probe) =>
        (_store, _load, _recordings, _cutter, _probe) = (store, load, recordings, cutter, probe);

    /// <summary>Cuts a clip out of a file that nobody has to have watched.</summary>
    /// <exception cref="SettingsException">The options file cannot be used.</exception>
    /// <exception cref="Core.Ports.SourceException">The file cannot be read, or the clip cannot be written.</exception>
    public static async Task<ClipResult> CutFileAsync(NodeSettings settings, string path, TimeRange range, ClipStart start, string output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var cutter = new ClipCutter(OptionsFile.Read(settings.ConfigFile).Source);
        var clip = await cutter.CutAsync([ClipPart.OfArchive(Path.GetFullPath(path))], range, start, output, cancellationToken);
        return clip is null ? new ClipResult(null, ClipAbsence.Outside, $"{path} holds nothing at {TimeText.Of(range)}: see longvpo tree for what it holds.") : Found(clip);
    }

    /// <summary>Where a sealed segment lies.</summary>
    /// <exception cref="SettingsException">There is no such segment.</exception>
    public async Task<TimeRange> FindAsync(VideoId video, SegmentId segment, CancellationToken cancellationToken)
    {
        var all = await _store.Segments.ReadSegmentsAsync(video, within: null, asOf: null, cancellationToken);
        return all.FirstOrDefault(s => s.Span.Id == segment)?.Span.Range ?? throw new SettingsException($"There is no segment {segment} of {video}: see longvpo tree.");
    }

    /// <summary>Writes a clip; the extension of the output names its container.</summary>
    /// <exception cref="SettingsException">Nothing is remembered of the video.</exception>
    /// <exception cref="Core.Ports.SourceException">The footage cannot be read, or the clip cannot be written.</exception>
    public async Task<ClipResult> WriteAsync(VideoId video, TimeRange range, ClipStart start, string output, CancellationToken cancellationToken)
    {
        var state = await _load(video, cancellationToken);
        var source = state.Source ?? throw new SettingsException($"Nothing is remembered of {video}: analyze it first.");
        var live = SourceRouter.FileOf(source.Location) is null;
        if (!live && await MissingAsync(video, source, cancellationToken) is { } missing) return new ClipResult(null, ClipAbsence.Gone, missing);
        var parts = live ? ClipPart.OfRecordings(_recordings.Files(video), range) : [ClipPart.OfArchive(SourceRouter.FileOf(source.Location)!)];
        var clip = parts.Count == 0 ? null : await _cutter.CutAsync(parts, range, start, output, cancellationToken);
        return clip is null ? Absent(video, state, range, live) : Found(clip);
    }

    public async Task<ServedClip> OpenAsync(VideoId video, TimeRange range, ClipStart start, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_store.Folder, "clips"));
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.mp4");
        var result = await WriteAsync(video, range, start, path, cancellationToken);
        var options = new FileStreamOptions { Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous | FileOptions.SequentialScan };
        return new ServedClip(result, result.Clip is null ? null : new FileStream(path, options));
    }

    private static ClipResult Found(Clip clip)
    {
        var missing = clip.Missing.Count == 0 ? null : $"Nothing is kept of {string.Join(" and ", clip.Missing.Select(TimeText.Of))}.";
        return new ClipResult(clip, ClipAbsence.None, clip.Note ?? missing);
    }

    private async Task<string?> MissingAsync(VideoId video, SourceDescription source, CancellationToken cancellationToken)
    {
        var path = SourceRouter.FileOf(source.Location)!;
        if (!File.Exists(path)) return $"{path}, from which clips of {video} are cut, is not there any more: put it back.";
        // A file that grew has another content than when it was named.
        var same = source.IsLive || await _probe.IdentifyAsync(path, cancellationToken) == video;
        return same ? null : $"{path} is not the file any more that was watched as {video}: put that one back.";
    }

    private ClipResult Absent(VideoId video, VideoState state, TimeRange range, bool live)
    {
        var asked = TimeText.Of(range);
        if (state.Watermark is not { } seen || range.Start >= seen || range.End <= state.Start)
        {
            var until = state.Watermark is { } end ? $"it was seen from {TimeText.Of(state.Start ?? MediaTime.Zero)} to {TimeText.Of(end)}" : "nothing of it was seen yet";
            return new ClipResult(null, ClipAbsence.Outside, $"{asked} lies outside {video}: {until}.");
        }

        var kept = live ? _recordings.Files(video) : [];
        var why = !live ? "the file has no picture and no sound there"
            : kept.Count == 0 ? "no recording of it is kept (see the recorder options)"
            : kept[0].Start >= range.End ? $"the oldest recording that is kept begins at {TimeText.Of(kept[0].Start)}"
            : "nothing was received or recorded then";
        return new ClipResult(null, ClipAbsence.Gone, $"Nothing is kept of {asked} of {video}: {why}.");
    }
}
