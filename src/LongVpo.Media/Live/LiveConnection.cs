using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Native;
using LongVpo.Media.Recording;
using LongVpo.Media.Sources;

namespace LongVpo.Media.Live;

/// <summary>One connection to a live source from opening to loss, run by the stream's decoding thread: pictures, sound, subtitles and captions through one native session.</summary>
internal sealed class LiveConnection(LiveParts parts, LiveLocation location, LiveAssembler assembler, LivePictures pictures, LiveQueue queue, LiveRecorder? recorder, HlsPlace? place)
{
    // How often it is looked whether the source still delivers; a silence is told this much later at most.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.5);

    // As many as web clients follow.
    private const int HopsMost = 5;

    // Held while something is told: by the decoding thread, and by the clock where that thread waits for a source that is silent.
    private readonly Lock _telling = new();
    private bool _delivered;
    private bool _isOver;

    /// <summary>Where in its playlist the source is, for the connection after this one; null where there is none.</summary>
    public HlsPlace? Place { get; private set; } = place;

    /// <summary>Reads until the source is lost or ends. Ends within the time-outs of <see cref="LiveOptions"/> when cancelled.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public LiveEnd Run(CancellationToken cancellationToken)
    {
        recorder?.Connecting(cancellationToken);
        try
        {
            return Watch(cancellationToken);
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested) assembler.Settle();
            recorder?.Disconnected();
        }
    }

    private LiveEnd Watch(CancellationToken cancellationToken)
    {
        var counts = default(AvCounts);
        var finite = location.Kind == LiveKind.Growing;
        try
        {
            using var session = Open(parts, location, Place, cancellationToken);
            var passage = session.Owned as HttpPassage;
            Place = passage?.Place;
            if (IsFinite(location, session.Description) && assembler.Covered is null)
            {
                // A recording that is served can wait for its reader, and its times are those of its container.
                queue.WaitForReader();
                assembler.UseContainerClock();
                finite = true;
            }

            if (recorder is not null) session.Record(recorder, recorder.FileLength);
            finite |= queue.Waits;
            // What was watched live and now has a length is the recording of itself: reading it would tell everything a second time.
            if (!finite && IsFinite(location, session.Description)) return new LiveEnd(null, Delivered: false, Finite: false, session.Counts);
            try
            {
                Read(session, watched: !finite, resumed: passage?.SegmentsBack is not null, cancellationToken);
                return new LiveEnd(session.Lost(), _delivered, finite, session.Counts);
            }
            finally
            {
                counts = session.Counts;
            }
        }
        catch (AvException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new LiveEnd(e, _delivered, finite, counts);
        }
    }

    /// <summary>A recording that is served whole has a length; what is live has none.</summary>
    public static bool IsFinite(LiveLocation location, AvDescription about) => location.Kind == LiveKind.Http && about.Duration is not null;

    /// <summary>The connection that waits for whoever watches, or another one.</summary>
    /// <param name="parts">Limits.</param>
    /// <param name="location">What to open.</param>
    /// <param name="place">Where in its playlist the connection before was; null at the first.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <exception cref="AvException">The source cannot be opened now.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while it was opened.</exception>
    public static AvSession Open(LiveParts parts, LiveLocation location, HlsPlace? place, CancellationToken cancellationToken) =>
        parts.Handover?.Take(location, cancellationToken) ?? OpenAnew(parts, location, place, cancellationToken);

    private static AvSession OpenAnew(LiveParts parts, LiveLocation location, HlsPlace? place, CancellationToken cancellationToken)
    {
        location.CheckSecurity(parts.Live);
        var passage = location.Kind == LiveKind.Http ? new HttpPassage(parts, location, place) : null;
        try
        {
            var session = Follow(parts, location, passage, cancellationToken);
            session.Own(passage);
            return session;
        }
        catch
        {
            passage?.Dispose();
            throw;
        }
    }

    private static AvSession Follow(LiveParts parts, LiveLocation location, HttpPassage? passage, CancellationToken cancellationToken)
    {
        var (at, url) = (location, parts.Guard.Pinned(location));
        for (var hops = 0; ; hops++)
        {
            try
            {
                return AvSession.OpenLive(at.ToPlace(parts.Live, url, passage?.Options ?? []), Settings(parts), passage?.Asked, cancellationToken);
            }
            catch (AvException moved) when (moved.Code == AvErrorCode.Moved && hops < HopsMost)
            {
                at = parts.Guard.Moved(location, moved.Detail);
                at.CheckSecurity(parts.Live);
                url = parts.Guard.Pinned(at);
            }
        }
    }

    private static AvSettings Settings(LiveParts parts)
    {
        var wants = AvWants.Video | (parts.Source.Sound ? AvWants.Audio : 0) | (parts.Source.Text ? AvWants.Text | AvWants.Captions : 0);
        return new AvSettings
        {
            Wants = wants,
            DecoderThreads = parts.Live.DecoderThreads,
            MaxSidePixels = parts.Sampling.MaxSidePixels,
            SampleInterval = parts.Sampling.Interval,
            Timeout = parts.Live.ReadTimeout,
        };
    }

    private void Read(AvSession session, bool watched, bool resumed, CancellationToken cancellationToken)
    {
        var about = session.Description;
        var text = new TextAssembler(about.TextTracks);
        var step = about.FramesPerSecond is > 0.1 and < 1000 and var rate ? TimeSpan.FromSeconds(1 / rate) : (TimeSpan?)null;
        var inPieces = about.Container == "hls";
        assembler.Connected(about.VideoCodec is not null, parts.Source.Sound && about.AudioCodec is not null, step, inPieces, resumed);
        // A playlist is silent between its segments, and what is read to its end can wait.
        var stalls = watched && !inPieces ? new StallWatch(parts.Live, step, parts.Time.GetUtcNow()) : null;
        using var clock = stalls is null ? null : parts.Time.CreateTimer(_ => Look(stalls), null, LookEvery, LookEvery);
        try
        {
            while (session.Next())
            {
                cancellationToken.ThrowIfCancellationRequested();
                lock (_telling) Take(session, ref text, stalls, cancellationToken);
            }
        }
        finally
        {
            lock (_telling) _isOver = true;
        }

        var end = session.Counts.EndUs;
        if (end != long.MinValue) Add(text.Finish(new MediaTime(end, TimeBase.Microseconds)), parts.Time.GetUtcNow());
    }

    private void Look(StallWatch stalls)
    {
        try
        {
            lock (_telling)
                if (!_isOver && stalls.IsDue(parts.Time.GetUtcNow())) assembler.Stalled(LiveSentences.Stalled(location));
        }
        catch (OperationCanceledException)
        {
            // Watching was stopped meanwhile.
        }
    }

    private void Take(AvSession session, ref TextAssembler text, StallWatch? stalls, CancellationToken cancellationToken)
    {
        recorder?.NameWhatIsPlaced();
        var now = parts.Time.GetUtcNow();
        stalls?.Heard(session.Kind is AvEventKind.Video or AvEventKind.Audio ? session.Time : null, now);
        switch (session.Kind)
        {
            case AvEventKind.Jump:
                Add(text.Finish(session.Time), now);
                text = new TextAssembler(session.Description.TextTracks);
                assembler.Settle();
                recorder?.Jumping();
                assembler.Jump(session.Time, session.JumpBy);
                break;
            case AvEventKind.Video: AddFrame(session, now, cancellationToken); break;
            case AvEventKind.Audio: AddSound(session, now); break;
            case AvEventKind.Text or AvEventKind.Captions: Add(text.Take(session), now); break;
            default: break;
        }
    }

    private void AddFrame(AvSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        _delivered = true;
        Frame? picture = null;
        if (session.IsSampled && !session.Data.IsEmpty && !pictures.TryCopy(session, out picture, cancellationToken))
        {
            // The reader holds every buffer there is: the frame cannot be shown to it whole, so it is let go.
            pictures.LetGo();
            return;
        }

        assembler.Add(new FrameDecoded(session.Time, session.CopyThumb(), picture, session.IsCorrupt), now, session.Utc);
        pictures.Count(session.IsCorrupt, picture is not null);
    }

    private void AddSound(AvSession session, DateTimeOffset now)
    {
        _delivered = true;
        var samples = session.Samples.ToArray();
        assembler.Add(new AudioDecoded(new TimeRange(session.Time, new MediaTime(session.Time.Pts + samples.Length, session.TimeBase)), samples), now, null);
    }

    private void Add(IEnumerable<TextDecoded> lines, DateTimeOffset now)
    {
        foreach (var line in lines) assembler.Add(line, now, null);
    }
}
