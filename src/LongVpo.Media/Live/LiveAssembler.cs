using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;

namespace LongVpo.Media.Live;

/// <summary>
/// Turns what connections deliver, on whatever clock, into the one stream of a video: places it on the timeline, orders it, finds the holes and hands it over. It outlives
/// connections; one thread at a time drives it.
/// </summary>
internal sealed class LiveAssembler
{
    // Two minutes of frames of a burst are as long as any server holds back.
    private const int HeldMost = 3000;

    private readonly LiveOptions _options;
    private readonly LiveTimeline _timeline;
    private readonly LiveMerger _merger;
    private readonly LiveSeams _seams;
    private readonly MediaTime? _from;
    private readonly int _picturesHeldMost;
    private readonly Action<MediaEvent> _tell;
    private readonly List<(MediaEvent Raw, DateTimeOffset Arrival, DateTimeOffset? Utc)> _held = [];
    private readonly Queue<ClockRead> _readings = new();
    private int _picturesHeld;
    private bool _lost;
    private bool _stalled;
    private bool _jumped;

    /// <param name="options">Limits.</param>
    /// <param name="request">Where the timeline stood, and what is not needed any more.</param>
    /// <param name="containerClock">The container's times are the timeline.</param>
    /// <param name="pictures">Buffers there are for pictures; holding back never takes more than half of them.</param>
    /// <param name="tell">Takes the finished stream.</param>
    public LiveAssembler(LiveOptions options, SourceRequest request, bool containerClock, int pictures, Action<MediaEvent> tell)
    {
        (_options, _from, _picturesHeldMost, _tell) = (options, request.From, Math.Max(pictures / 2, 1), tell);
        _timeline = new LiveTimeline(options, request.Anchor, containerClock);
        _merger = new LiveMerger(options.InterleaveWait);
        _seams = new LiveSeams(options, containerClock ? null : request.Anchor?.Time);
    }

    /// <summary>Where what was told ends; null before anything was.</summary>
    public MediaTime? Covered => _seams.Covered;

    /// <summary>Events that were let go because they repeat what was told.</summary>
    public long Repeated => _seams.Repeated;

    /// <summary>A connection is there; what it delivers follows.</summary>
    /// <param name="picture">Pictures are to be expected.</param>
    /// <param name="sound">So is sound.</param>
    /// <param name="step">How far apart pictures are; null where the source does not say.</param>
    /// <param name="inPieces">It is delivered in segments of seconds.</param>
    /// <param name="resumed">It goes on at the very segment where the connection before was.</param>
    public void Connected(bool picture, bool sound, TimeSpan? step, bool inPieces, bool resumed = false)
    {
        (_timeline.InPieces, _timeline.IsResumed) = (inPieces, resumed);
        (_merger.HasPicture, _merger.HasSound) = (picture, sound);
        if (step is { } known) _seams.Expect(known);
    }

    /// <summary>The source turned out to be a recording, whose times are the timeline. Called before anything was added.</summary>
    public void UseContainerClock() => _timeline.UseContainerClock();

    /// <summary>The source's clock jumped: see <see cref="LiveTimeline.Jump"/>.</summary>
    public void Jump(MediaTime at, TimeSpan by)
    {
        SettleHeld();
        _timeline.Jump(at, by);
        _jumped = _timeline.IsSettling;
    }

    /// <summary>Decides now where what is still held lies, because nothing more will come to decide by.</summary>
    public void Settle() => SettleHeld();

    /// <summary>Where a moment of the source's repaired clock lies on the timeline; null while nobody knows.</summary>
    public MediaTime? Find(MediaTime raw) => _timeline.Find(raw);

    /// <summary>When a moment of the timeline was live; null while nobody knows.</summary>
    public DateTimeOffset? UtcOf(MediaTime time) => _timeline.UtcOf(time);

    /// <summary>The connection is over and another one will follow.</summary>
    public void Lost(string reason)
    {
        Flush();
        _timeline.Reconnect();
        _merger.Restart();
        _seams.Break(reason);
        // Of a silence that became a loss the second sentence is the better one.
        if (!_lost || _stalled) _tell(new SourceLost(reason));
        (_lost, _stalled) = (true, false);
    }

    /// <summary>The connection stands but nothing comes: what waits for sound or pictures is told, and what comes next may be somewhere else.</summary>
    public void Stalled(string reason)
    {
        // What is still to be placed stays: the first pictures after a break are what tells where they belong.
        if (_lost || _timeline.IsSettling || !_timeline.HasBegun) return;
        while (_merger.TryTakeRest(out var happened)) Pass(happened);
        _seams.Break(LiveSeams.NothingReceived);
        _tell(new SourceLost(reason));
        (_lost, _stalled) = (true, true);
    }

    /// <summary>Tells everything that is still held, because nothing follows for now.</summary>
    public void Flush()
    {
        SettleHeld();
        while (_merger.TryTakeRest(out var happened)) Pass(happened);
    }

    /// <summary>Takes a frame, sound or text with times of the source's repaired clock.</summary>
    public void Add(MediaEvent raw, DateTimeOffset arrival, DateTimeOffset? utc)
    {
        if (_lost)
        {
            (_lost, _stalled) = (false, false);
            _tell(new SourceFound());
        }

        if (raw is AudioDecoded) _merger.HasSound = true;
        if (!_timeline.HasBegun && !_timeline.IsSettling)
        {
            // The timeline begins with a picture where there are pictures; sound before it is heard by nobody.
            if (_merger.HasPicture && raw is not FrameDecoded) return;
            _timeline.Begin(StartOf(raw));
        }

        if (_timeline.IsSettling && !_timeline.IsBeforeJump(StartOf(raw))) Hold(raw, arrival, utc);
        else Place(raw, arrival, utc);
    }

    /// <summary>Gives back the pictures that are still held, telling nobody.</summary>
    public void Discard()
    {
        foreach (var (raw, _, _) in _held) (raw as FrameDecoded)?.Sampled?.Dispose();
        _held.Clear();
        while (_merger.TryTakeRest(out var happened)) (happened as FrameDecoded)?.Sampled?.Dispose();
    }

    private void Hold(MediaEvent raw, DateTimeOffset arrival, DateTimeOffset? utc)
    {
        _held.Add((raw, arrival, utc));
        if (raw is FrameDecoded { Sampled: not null }) _picturesHeld++;
        if (arrival - _held[0].Arrival >= _options.SettleFor || _held.Count >= HeldMost || _picturesHeld >= _picturesHeldMost) SettleHeld();
    }

    private void SettleHeld()
    {
        if (_held.Count == 0) return;
        // What was told before the break goes first: where it ends decides where this begins.
        while (_merger.TryTakeRest(out var happened)) Pass(happened);
        _merger.Restart();
        var pictures = _held.Any(h => h.Raw is FrameDecoded);
        // Lines of text say little about when things arrive, and decoders hand out sound in larger pieces than pictures.
        var seen = _held.Where(h => pictures ? h.Raw is FrameDecoded : h.Raw is AudioDecoded).Select(h => new LiveSighting(StartOf(h.Raw), h.Arrival, h.Utc)).ToList();
        if (seen.Count == 0) seen.Add(new LiveSighting(StartOf(_held[0].Raw), _held[0].Arrival, null));
        var same = _timeline.Settle(seen, _seams.Covered);
        if (_jumped) _seams.Break(same ? LiveSeams.NothingReceived : "The source's clock jumped.");
        _jumped = false;
        foreach (var (raw, arrival, utc) in _held) Place(raw, arrival, utc);
        _held.Clear();
        _picturesHeld = 0;
    }

    private void Place(MediaEvent raw, DateTimeOffset arrival, DateTimeOffset? utc)
    {
        var placed = Placed(raw);
        if (placed is FrameDecoded frame && _timeline.Note(frame.Time, arrival, utc) is { } reading) _readings.Enqueue(reading);
        if (placed is AudioDecoded sound && !_merger.HasPicture && _timeline.Note(sound.Range.Start, arrival, utc) is { } heard) _readings.Enqueue(heard);
        _merger.Add(placed);
        while (_merger.TryTake(out var happened)) Pass(happened);
    }

    private void Pass(MediaEvent happened)
    {
        if (EndOf(happened) < _from)
        {
            (happened as FrameDecoded)?.Sampled?.Dispose();
            return;
        }

        _seams.Pass(happened, Tell);
    }

    // A reading is told right before the picture or sound it was taken from, and so after any gap before that.
    private void Tell(MediaEvent happened)
    {
        if (happened is not GapFound)
            while (_readings.TryPeek(out var reading) && reading.Time <= StartOf(happened)) _tell(_readings.Dequeue());
        _tell(happened);
    }

    private MediaEvent Placed(MediaEvent raw) => raw switch
    {
        FrameDecoded frame => new FrameDecoded(_timeline.Place(frame.Time), frame.Thumb, frame.Sampled?.MovedTo(_timeline.Place(frame.Time)), frame.Corrupt),
        AudioDecoded sound => sound with { Range = Moved(sound.Range) },
        TextDecoded text => text with { Range = Moved(text.Range) },
        _ => raw,
    };

    private TimeRange Moved(TimeRange range)
    {
        var start = _timeline.Place(range.Start);
        return new TimeRange(start, MediaTime.Max(start, _timeline.Place(range.End)));
    }

    private static MediaTime StartOf(MediaEvent happened) => happened switch
    {
        FrameDecoded frame => frame.Time,
        AudioDecoded sound => sound.Range.Start,
        TextDecoded text => text.Range.Start,
        _ => MediaTime.Zero,
    };

    private static MediaTime EndOf(MediaEvent happened) => happened switch
    {
        FrameDecoded frame => frame.Time,
        AudioDecoded sound => sound.Range.End,
        TextDecoded text => text.Range.End,
        _ => MediaTime.Zero,
    };
}
