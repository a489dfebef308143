using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;

namespace LongVpo.Media.Live;

/// <summary>
/// Decides where on a video's own timeline the moments of a live source lie. The timeline begins at 0 with the first picture (or sound) of the first watch and only moves
/// forward. After a break (another connection, a jump of the source's clock, a pause between two watches) the source's clock is kept if the wall agrees with it, else the
/// timeline goes on at the distance that passed on the wall. Pure: it is told when things arrived, and has no clock of its own.
/// </summary>
internal sealed class LiveTimeline
{
    /// <summary>The timeline's ticks: those of transport streams and RTP, so that their timestamps stay exact.</summary>
    public static readonly TimeBase Ticks = new(1, 90_000);

    // Networks and decoders delay unevenly; two clocks that agree this well are the same clock.
    private static readonly long SameClock = TimeSpan.FromSeconds(0.75).Ticks;

    // A playlist is read in whole segments, and after a loss the newest one may be as old as it is long: only what is further away is another clock.
    private static readonly long SameClockInPieces = TimeSpan.FromSeconds(6).Ticks;

    // What seems to be missing by less than this was probably only late.
    private static readonly TimeSpan Snap = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);
    private static readonly long RestBetweenReadings = TimeSpan.FromSeconds(2).Ticks;

    // Transport streams count to 2^33 and begin again.
    private static readonly long WrapPeriod = (long)((1L << 33) / 90_000.0 * TimeSpan.TicksPerSecond);

    private readonly LiveOptions _options;
    private bool _ownClock;
    private readonly LeadWindow _leads = new(Window);
    private long? _offset;
    private long _sourceOffset;
    private long _repaired;
    private long? _leadBefore;
    private (long Lead, DateTimeOffset Arrival, bool FromStream)? _told;
    private long? _streamLead;
    private MediaTime? _jumpAt;
    private long _offsetBeforeJump;

    /// <param name="options">Limits.</param>
    /// <param name="anchor">Where the timeline stood when it was last watched.</param>
    /// <param name="containerClock">The times of the container are the timeline, as for files.</param>
    public LiveTimeline(LiveOptions options, LiveAnchor? anchor, bool containerClock = false)
    {
        _options = options;
        if (containerClock) UseContainerClock();
        else if (anchor is not null) (_leadBefore, IsSettling) = (LeadOf(anchor.Utc, anchor.Time), true);
    }

    /// <summary>The source is delivered in pieces of seconds, so that arrival says little about when it was live.</summary>
    public bool InPieces { get; set; }

    /// <summary>The source went on where it had been, so that what comes is as old as the loss was long, and its clock is the same if it comes to lie there.</summary>
    public bool IsResumed { get; set; }

    /// <summary>What comes now cannot be placed until <see cref="Settle"/>.</summary>
    public bool IsSettling { get; private set; }

    /// <summary>Whether anything can be placed without settling.</summary>
    public bool HasBegun => _offset is not null;

    /// <summary>From now on the times of the container are the timeline. Called before anything was placed.</summary>
    public void UseContainerClock() => (_ownClock, _offset, IsSettling) = (true, 0, false);

    /// <summary>Begins the timeline with this moment as its zero.</summary>
    public void Begin(MediaTime raw)
    {
        if (!_ownClock) Use(-TicksOf(raw));
    }

    /// <summary>Another connection follows: the source's clock may be another one.</summary>
    public void Reconnect()
    {
        (_repaired, _jumpAt) = (0, null);
        if (_offset is null || _ownClock) return;
        IsSettling = true;
    }

    /// <summary>The source's clock jumped within a connection.</summary>
    /// <param name="at">On the repaired clock; earlier moments are still placed as before.</param>
    /// <param name="by">What was added to the source's clock so that it runs on.</param>
    public void Jump(MediaTime at, TimeSpan by)
    {
        if (_offset is not { } offset || _ownClock) return;
        (_jumpAt, _offsetBeforeJump) = (at, offset);
        _repaired += by.Ticks;
        IsSettling = true;
    }

    /// <summary>Whether a moment lies before the jump that is being settled, or there is none.</summary>
    public bool IsBeforeJump(MediaTime raw) => _jumpAt is { } at && raw < at;

    /// <summary>The place of a moment on the timeline; null while it has none.</summary>
    public MediaTime? Find(MediaTime raw) => HasBegun && (!IsSettling || IsBeforeJump(raw)) ? Place(raw) : null;

    /// <summary>When a moment of the timeline was live, by what was told last; null while nothing was.</summary>
    public DateTimeOffset? UtcOf(MediaTime time) => _told is { } told ? DateTimeOffset.UnixEpoch.AddTicks(told.Lead + TicksOf(time)) : null;

    /// <summary>The place of a moment on the timeline.</summary>
    /// <exception cref="InvalidOperationException">It has no place yet.</exception>
    public MediaTime Place(MediaTime raw)
    {
        if (_ownClock) return raw;
        var offset = IsBeforeJump(raw) ? _offsetBeforeJump : _offset ?? throw new InvalidOperationException("Nothing was placed on the timeline yet.");
        // In ticks of the timeline, so that what is 33-bit exact stays exact.
        return new MediaTime(Rescale(raw) + ToTicks(offset), Ticks);
    }

    /// <summary>Places what came after a break. True when the source's clock went on, false when it is another one.</summary>
    /// <param name="seen">Everything seen since, in order; at least one.</param>
    /// <param name="covered">Where what was received before ends.</param>
    public bool Settle(IReadOnlyList<LiveSighting> seen, MediaTime? covered)
    {
        ArgumentOutOfRangeException.ThrowIfZero(seen.Count);
        var known = _offset is not null;
        var offset = known ? _sourceOffset - _repaired : -TicksOf(seen[0].Raw);
        var away = Away(seen, offset);
        if (known && Math.Abs(away) > WrapPeriod / 2) (offset, away) = Unwrapped(offset, away);
        var goesOn = known && IsResumed && _jumpAt is null && covered is { } before && GoesOn(TicksOf(seen[0].Raw) + offset - TicksOf(before));
        var same = known && (goesOn || Math.Abs(away) <= (InPieces && _jumpAt is null ? SameClockInPieces : SameClock));
        // What is caught up came late, and says nothing about how late the source is.
        if (goesOn && _leads.Least is { } least) _leads.Add(seen[^1].Arrival, least);
        if (!same)
        {
            offset += away;
            var gap = covered is { } end ? seen[0].Raw.Since(MediaTime.Zero).Ticks + offset - TicksOf(end) : long.MaxValue;
            if (Math.Abs(gap) <= Snap.Ticks) offset -= gap;
            // Where the place was reckoned from arrival, what a playlist said of the time of day says nothing about it.
            if (InPieces) _streamLead = null;
        }

        Use(offset);
        (IsSettling, _told) = (false, null);
        return same;
    }

    /// <summary>Takes notice of a picture that was placed, and says when the timeline and the wall are to be tied together again.</summary>
    public ClockRead? Note(MediaTime time, DateTimeOffset arrival, DateTimeOffset? utc)
    {
        if (_ownClock) return null;
        if (utc is { } told) _streamLead = LeadOf(told, time);
        // A playlist gives its time with each segment, and another connection goes on by the last one until its next.
        var fromStream = utc is not null || (InPieces && _streamLead is not null);
        _leads.Add(arrival, LeadOf(arrival, time));
        var lead = fromStream ? _streamLead!.Value : _leads.Least!.Value;
        var due = _told is not { } last || last.FromStream != fromStream
            || (Math.Abs(lead - last.Lead) > _options.DriftLimit.Ticks && (arrival - last.Arrival).Ticks >= RestBetweenReadings);
        if (!due) return null;
        _told = (lead, arrival, fromStream);
        return new ClockRead(time, DateTimeOffset.UnixEpoch.AddTicks(lead + TicksOf(time)), fromStream);
    }

    private bool GoesOn(long behindCovered) => behindCovered <= SameClock && -behindCovered <= _options.CatchUpMost.Ticks + SameClockInPieces;

    // How much later than by this offset things are by the wall, of what came with the least delay.
    private long Away(IReadOnlyList<LiveSighting> seen, long offset)
    {
        if (_streamLead is { } before && seen[^1].Utc is { } utc) return (utc - DateTimeOffset.UnixEpoch).Ticks - TicksOf(seen[^1].Raw) - offset - before;
        var least = seen.Min(s => (s.Arrival - DateTimeOffset.UnixEpoch).Ticks - TicksOf(s.Raw) - offset);
        return least - (_leads.Least ?? _leadBefore ?? least);
    }

    private static (long Offset, long Away) Unwrapped(long offset, long away)
    {
        var wraps = (long)Math.Round((double)away / WrapPeriod) * WrapPeriod;
        return Math.Abs(away - wraps) <= SameClock ? (offset + wraps, away - wraps) : (offset, away);
    }

    private void Use(long offset)
    {
        (_offset, _sourceOffset) = (offset, offset + _repaired);
        if (_leadBefore is not null && _leads.Least is null) _leadBefore = null;
    }

    private static long LeadOf(DateTimeOffset utc, MediaTime time) => (utc - DateTimeOffset.UnixEpoch).Ticks - TicksOf(time);

    private static long TicksOf(MediaTime time) => time.Since(MediaTime.Zero).Ticks;

    private static long Rescale(MediaTime raw) =>
        (long)Math.Round((decimal)raw.Pts * raw.TimeBase.Numerator * Ticks.Denominator / raw.TimeBase.Denominator, MidpointRounding.AwayFromZero);

    private static long ToTicks(long span) => (long)Math.Round((decimal)span * Ticks.Denominator / TimeSpan.TicksPerSecond, MidpointRounding.AwayFromZero);
}
