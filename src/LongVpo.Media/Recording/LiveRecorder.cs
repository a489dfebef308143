using LongVpo.Core.Frames;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Media.Native;
using Microsoft.Extensions.Logging;

namespace LongVpo.Media.Recording;

/// <summary>
/// Records one watch of a live source over all its connections: says where files begin, names them once their place on the timeline is known, and rests while the disk
/// has no room. Everything happens on the thread that decodes, one at a time.
/// </summary>
internal sealed partial class LiveRecorder : IPacketKeeper
{
    private const int NoSpaceLeft = 28;
    private const int QuotaUsedUp = 122;

    // A file that was written to for so long shows that there is room again.
    private static readonly TimeSpan ProofOfRoom = TimeSpan.FromSeconds(1);

    private readonly RecordingRoom _room;
    private readonly VideoId _video;
    private readonly string _shown;
    private readonly Func<MediaTime, MediaTime?> _place;
    private readonly Func<MediaTime, DateTimeOffset?> _utc;
    private readonly SourceMeter? _meter;
    private readonly Action<string?> _tell;
    private readonly ILogger _log;
    private readonly List<Writing> _open = [];
    private Writing? _current;
    private long? _restingSince;
    private long _begunAt;
    private int _jumps;
    private bool _recovered;
    private bool? _kept;
    private bool? _toldKept;
    private string? _why;

    /// <param name="room">Where files go.</param>
    /// <param name="video">Whose they are.</param>
    /// <param name="shown">What people may be shown of the source.</param>
    /// <param name="place">Where a moment of the repaired clock lies on the timeline; null while nobody knows.</param>
    /// <param name="utc">When a moment of the timeline was live; null while nobody knows.</param>
    /// <param name="meter">Shows why nothing is kept.</param>
    /// <param name="tell">Hears why nothing is kept, and with null that the footage is kept; never called while packets are passing.</param>
    public LiveRecorder(RecordingRoom room, VideoId video, string shown, Func<MediaTime, MediaTime?> place, Func<MediaTime, DateTimeOffset?> utc, SourceMeter? meter, Action<string?> tell) =>
        (_room, _video, _shown, _place, _utc, _meter, _tell, _log) = (room, video, shown, place, utc, meter, tell, room.Log);

    public TimeSpan FileLength => _room.Options.FileLength;

    /// <summary>A connection follows, whose clock has not jumped yet; before the first one, what an earlier process left is taken up.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Connecting(CancellationToken cancellationToken)
    {
        _jumps = 0;
        if (_recovered) return;
        _recovered = true;
        try
        {
            _room.Recover(_video, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Rest(failure.Message.TrimEnd('.'));
        }
    }

    /// <summary>The source's clock is about to jump on the timeline: what was before has its place now or never.</summary>
    public void Jumping()
    {
        Name();
        _jumps++;
    }

    /// <summary>The connection is over and its packets are placed as well as they ever will be.</summary>
    public void Disconnected()
    {
        Name();
        foreach (var lost in _open) _room.Remove(lost.Path);
        _open.Clear();
    }

    /// <summary>Gives files their names as soon as their places are known; called often, and costs nothing when there is nothing to do.</summary>
    public void NameWhatIsPlaced()
    {
        Name();
        TellNews();
    }

    private void Name()
    {
        if (_current is not null && _kept is not true && _room.Time.GetElapsedTime(_begunAt) > ProofOfRoom) Resume();
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            var file = _open[i];
            if (file.Start is null && file.Jumps == _jumps && _place(file.Raw) is { } start) (file.Start, file.Shift) = (start, start.Since(file.Raw));
            if (file.Start is not { } known || (file.Named && file.RawEnd is null)) continue;
            var end = file.RawEnd is { } rawEnd ? MediaTime.Max(known, rawEnd.Plus(file.Shift)) : (MediaTime?)null;
            if (!file.Named) file.Utc = _utc(known) ?? file.Utc;
            file.Path = _room.Rename(file.Path, RecordedFile.NameOf(known, end, file.Utc, file.Extension));
            file.Named = true;
            if (end is null) continue;
            _open.RemoveAt(i);
            _room.Sweep(_video);
        }
    }

    public string? Begin(int jumps, long start, string extension)
    {
        if (_restingSince is { } since && _room.Time.GetElapsedTime(since) < _room.Options.RestWhenFull) return null;
        try
        {
            var path = _room.Provisional(_video, extension);
            if (_room.Options.KeepFreeBytes is var keep and > 0 && new DriveInfo(_room.FolderOf(_video)).AvailableFreeSpace < keep)
            {
                Rest("its disk has less room than is to be kept free (option recorder.keepFreeBytes)");
                return null;
            }

            _current = new Writing(path, extension, jumps, new MediaTime(start, TimeBase.Microseconds), _room.Time.GetUtcNow());
            _open.Add(_current);
            _begunAt = _room.Time.GetTimestamp();
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Rest(failure.Message.TrimEnd('.'));
            return null;
        }
    }

    public void End(long end, long bytes, int error)
    {
        if (_current is not { } file) return;
        _current = null;
        file.RawEnd = new MediaTime(end, TimeBase.Microseconds);
        if (bytes == 0 || file.RawEnd <= file.Raw)
        {
            _room.Remove(file.Path);
            _open.Remove(file);
        }

        if (error == 0 && bytes > 0) Resume();
        if (error != 0) Rest(error is NoSpaceLeft or QuotaUsedUp ? "its disk is full" : $"its file cannot be written (system error {error})");
    }

    private void Rest(string why)
    {
        var news = _restingSince is null;
        _restingSince = _room.Time.GetTimestamp();
        var sentence = $"Recording rests, because {why}: make room in {_room.FolderOf(_video)}, or lower the limits of the recorder options; watching goes on.";
        (_kept, _why) = (false, sentence);
        if (_meter is not null) _meter.NotRecorded = sentence;
        if (news) LogResting(_shown, sentence);
    }

    private void Resume()
    {
        (_kept, _why) = (true, null);
        if (_restingSince is null) return;
        _restingSince = null;
        if (_meter is not null) _meter.NotRecorded = null;
        LogRecordingAgain(_shown);
    }

    // At a watch's beginning as well, because an earlier process may have ended while recording rested.
    private void TellNews()
    {
        if (_kept is not { } kept || kept == _toldKept) return;
        _toldKept = kept;
        _tell(_why);
    }

    [LoggerMessage(1, LogLevel.Warning, "{Source}: {Sentence}")]
    private partial void LogResting(string source, string sentence);

    [LoggerMessage(2, LogLevel.Information, "{Source} is recorded again.")]
    private partial void LogRecordingAgain(string source);

    private sealed class Writing(string path, string extension, int jumps, MediaTime raw, DateTimeOffset utc)
    {
        public string Path { get; set; } = path;

        public string Extension => extension;

        public int Jumps => jumps;

        public MediaTime Raw => raw;

        public MediaTime? RawEnd { get; set; }

        public MediaTime? Start { get; set; }

        public TimeSpan Shift { get; set; }

        public DateTimeOffset Utc { get; set; } = utc;

        public bool Named { get; set; }
    }
}
