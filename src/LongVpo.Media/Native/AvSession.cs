using System.Runtime.InteropServices;
using System.Text;
using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Media.Native;

/// <summary>
/// One opened file or live source, pulled by one thread: the managed face of the wall. What <see cref="Next"/> found is read from the properties until the next call.
/// </summary>
internal sealed unsafe class AvSession : IDisposable
{
    private readonly AvSessionHandle _handle;
    private CancellationTokenRegistration _onCancel;
    private AvEvent _event;
    private GCHandle _asked;
    private GCHandle _recorder;

    private AvSession(AvSessionHandle handle, CancellationToken cancellationToken)
    {
        _handle = handle;
        _onCancel = InterruptOn(cancellationToken);
    }

    public AvDescription Description { get; private set; } = AvDescription.None;

    public AvEventKind Kind => (AvEventKind)_event.Kind;

    public bool IsCorrupt => (_event.Flags & 1) != 0;

    public bool IsSampled => (_event.Flags & 2) != 0;

    /// <summary>Nothing was delivered before it, so whether it is on the grid was decided without knowing the frame before.</summary>
    public bool IsFirst => (_event.Flags & 4) != 0;

    public MediaTime Time => new(_event.Pts, TimeBase);

    /// <summary>Where a text line ends; null when the container does not say.</summary>
    public MediaTime? End => _event.End == long.MinValue ? null : new MediaTime(_event.End, TimeBase);

    /// <summary>When a picture was live, if the stream says so.</summary>
    public DateTimeOffset? Utc => _event.UtcUs == long.MinValue ? null : DateTimeOffset.UnixEpoch.AddMicroseconds(_event.UtcUs);

    /// <summary>What a jump of the source's clock added to its times so that they run on.</summary>
    public TimeSpan JumpBy => TimeSpan.FromMicroseconds(_event.End);

    public TimeBase TimeBase => new(_event.TimeBaseNumerator, _event.TimeBaseDenominator);

    public int Stream => _event.Stream;

    public int Width => _event.Width;

    public int Height => _event.Height;

    public ReadOnlySpan<byte> Data => new(_event.Data, _event.Data is null ? 0 : _event.Size);

    public ReadOnlySpan<short> Samples => MemoryMarshal.Cast<byte, short>(Data);

    public string Text => Encoding.UTF8.GetString(Data);

    public AvCounts Counts
    {
        get
        {
            AvNative.lv_counters(_handle, out var counts);
            return counts;
        }
    }

    /// <summary>Sessions that are open in this process; zero when everything was given back.</summary>
    public static int LiveCount => AvNative.lv_live_sessions();

    /// <exception cref="AvException">The file cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while it was opened.</exception>
    public static AvSession Open(string path, AvSettings settings, CancellationToken cancellationToken)
    {
        var session = new AvSession(new AvSessionHandle(), cancellationToken);
        try
        {
            session.Open(path, settings);
            return session;
        }
        catch (AvException e)
        {
            session.Dispose();
            if (e.Code == AvErrorCode.Interrupted) cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>Opens what plays on its own clock.</summary>
    /// <param name="place">What to open, and how.</param>
    /// <param name="settings">What to deliver.</param>
    /// <param name="asked">Asked about every address that the source itself names; null allows them and knows nothing of them.</param>
    /// <param name="cancellationToken">Interrupts also a call that blocks.</param>
    /// <exception cref="AvException">The source cannot be used now.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while it was opened.</exception>
    public static AvSession OpenLive(AvPlace place, AvSettings settings, AvAsked? asked, CancellationToken cancellationToken)
    {
        var session = new AvSession(new AvSessionHandle(), cancellationToken);
        try
        {
            session.OpenPlace(place, settings, asked);
            return session;
        }
        catch (AvException e)
        {
            session.Dispose();
            if (e.Code == AvErrorCode.Interrupted) cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>Why a live source delivers no more after <see cref="Next"/> said so; null when it ended by itself.</summary>
    public AvException? Lost() => AvNative.lv_lost(_handle) is < 0 and var code ? AvNative.LastError(code) : null;

    /// <summary>Reads on; false at the end.</summary>
    /// <exception cref="AvException">It was interrupted, took too long, or cannot go on.</exception>
    public bool Next() => Checked(AvNative.lv_next(_handle, out _event));

    public FrameThumb CopyThumb() => new(
        new ReadOnlySpan<byte>(_event.Luma, FrameThumb.LumaLength).ToArray(),
        new ReadOnlySpan<byte>(_event.Blue, FrameThumb.ChromaLength).ToArray(),
        new ReadOnlySpan<byte>(_event.Red, FrameThumb.ChromaLength).ToArray());

    /// <summary>Keeps what is read from now on; called once, before the first <see cref="Next"/>. The keeper hears of its last file when the session is disposed.</summary>
    /// <param name="keeper">Says where files begin, on the thread that calls <see cref="Next"/>.</param>
    /// <param name="length">A file ends at the first key frame after so long.</param>
    /// <exception cref="AvException">Memory is short.</exception>
    public void Record(IPacketKeeper keeper, TimeSpan length)
    {
        _recorder = GCHandle.Alloc(keeper);
        var recorder = AvRecorder.Of(GCHandle.ToIntPtr(_recorder), length);
        Checked(AvNative.lv_record(_handle, &recorder));
    }

    /// <summary>The last key frame of a file at or before a time in microseconds, else the first one behind it; null when there is none. The session is used up.</summary>
    /// <exception cref="AvException">It was interrupted or took too long.</exception>
    public long? FindClipStart(long from, long until) => Checked(AvNative.lv_clip_find(_handle, from, until, out var key)) ? key : null;

    /// <summary>Copies from a key frame up to a time of this file to a clip; what the clip holds by now comes back, null when nothing was copied. The session is used up.</summary>
    /// <param name="clip">Takes the packets.</param>
    /// <param name="shift">Microseconds that make the file's times those of the timeline.</param>
    /// <param name="key">What <see cref="FindClipStart"/> found.</param>
    /// <param name="until">Microseconds of the file.</param>
    /// <exception cref="AvException">The clip cannot take it, or it was interrupted.</exception>
    public AvClipInfo? CopyTo(AvClipHandle clip, long shift, long key, long until)
    {
        return Checked(AvNative.lv_clip_add(clip, _handle, shift, key, until, out var info)) ? info : null;
    }

    /// <summary>The key frame at or before a time of the video stream; null when the container cannot find it.</summary>
    public KeyFrame? FindKey(long target) => Checked(AvNative.lv_find_key(_handle, target, out var pts, out var dts)) ? new KeyFrame(pts, dts) : null;

    /// <summary>Restricts the video to what is shown from a key frame up to another; false when the container cannot get there.</summary>
    public bool Select(KeyFrame from, long? end) => Checked(AvNative.lv_select(_handle, from.Pts, from.Dts, end ?? long.MinValue));

    /// <summary>Ends the video before a time, wherever it started.</summary>
    public void Limit(long? end) => AvNative.lv_limit(_handle, end ?? long.MinValue);

    /// <summary>Another owner goes on with this session, and from now on its token interrupts it.</summary>
    public void Adopt(CancellationToken cancellationToken)
    {
        _onCancel.Dispose();
        _onCancel = InterruptOn(cancellationToken);
    }

    public void Dispose()
    {
        _onCancel.Dispose();
        _handle.Dispose();
        if (_asked.IsAllocated) _asked.Free();
        if (_recorder.IsAllocated) _recorder.Free();
        Owned?.Dispose();
    }

    /// <summary>What the session was given to own; null for nothing.</summary>
    public IDisposable? Owned { get; private set; }

    /// <summary>Something that the session needs as long as it is open, and that is disposed after it.</summary>
    public void Own(IDisposable? needed) => Owned = needed;

    private CancellationTokenRegistration InterruptOn(CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static state => AvNative.lv_interrupt((AvSessionHandle)state!), _handle);

    private void Open(string path, AvSettings settings)
    {
        fixed (byte* formats = Terminated(settings.Formats), charset = Terminated(settings.Charset))
        {
            var config = ConfigOf(settings, formats, charset);
            AvInfo info;
            Checked(AvNative.lv_open(_handle, path, &config, &info));
            Description = AvDescription.From(info, Tracks(info.TextTracks));
        }
    }

    private void OpenPlace(AvPlace place, AvSettings settings, AvAsked? asked)
    {
        if (asked is not null) _asked = GCHandle.Alloc(asked);
        fixed (byte* formats = Terminated(settings.Formats), url = Terminated(place.Url), demuxer = Terminated(place.Demuxer))
        fixed (byte* options = Terminated(string.Join('\n', place.Options.Select(pair => $"{pair.Key}={pair.Value}"))), protocols = Terminated(place.Protocols))
        {
            var source = new AvSource
            {
                Url = url,
                Format = demuxer,
                Options = place.Options.Count == 0 ? null : options,
                Protocols = protocols,
                Allows = asked is null ? null : &AskAllows,
                UtcOf = asked is null ? null : &AskUtc,
                State = asked is null ? 0 : GCHandle.ToIntPtr(_asked),
                OpenTimeoutMs = (long)place.OpenTimeout.TotalMilliseconds,
                PatienceMs = (long)place.Patience.TotalMilliseconds,
                GrowingIdleMs = (long)(place.GrowingIdle?.TotalMilliseconds ?? 0),
            };
            var config = ConfigOf(settings, formats, null);
            AvInfo info;
            Checked(AvNative.lv_open_live(_handle, &source, &config, &info));
            Description = AvDescription.From(info, Tracks(info.TextTracks));
        }
    }

    [UnmanagedCallersOnly]
    private static int AskAllows(nint state, byte* url)
    {
        try
        {
            var asked = (AvAsked)GCHandle.FromIntPtr(state).Target!;
            return asked.Allows(AvDescription.TextOf(url) ?? "") ? 1 : 0;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nothing may be thrown through C; what cannot be judged is refused.
            return 0;
        }
    }

    [UnmanagedCallersOnly]
    private static long AskUtc(nint state, byte* url)
    {
        try
        {
            var asked = (AvAsked)GCHandle.FromIntPtr(state).Target!;
            return asked.UtcOf(AvDescription.TextOf(url) ?? "") is { } utc ? (utc - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond : long.MinValue;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nothing may be thrown through C; what cannot be found out stays unknown.
            return long.MinValue;
        }
    }

    private static AvConfig ConfigOf(AvSettings settings, byte* formats, byte* charset) => new()
    {
        Want = (int)settings.Wants,
        Mode = settings.Mode,
        Threads = settings.DecoderThreads,
        MaxSide = settings.MaxSidePixels,
        Interval100Ns = settings.SampleInterval.Ticks,
        TimeoutMs = (long)settings.Timeout.TotalMilliseconds,
        Formats = formats,
        Charset = charset,
    };

    private List<AvTextTrack> Tracks(int count)
    {
        var tracks = new List<AvTextTrack>(count);
        var codec = stackalloc byte[32];
        var language = stackalloc byte[16];
        for (var i = 0; i < count; i++)
        {
            var stream = AvNative.lv_text_track(_handle, i, codec, language);
            if (stream >= 0) tracks.Add(new AvTextTrack(stream, AvDescription.TextOf(codec)!, AvDescription.TextOf(language)));
        }

        return tracks;
    }

    private static byte[]? Terminated(string? text) => text is null ? null : [.. Encoding.UTF8.GetBytes(text), 0];

    private static bool Checked(int result) => result >= 0 ? result > 0 : throw AvNative.LastError(result);
}
