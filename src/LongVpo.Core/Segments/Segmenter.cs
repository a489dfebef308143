using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;

namespace LongVpo.Core.Segments;

/// <summary>
/// Decides once and for all which segment every event belongs to, so that nothing downstream ever has to revise. Segments and gaps partition the timeline, which runs from
/// the first frame to the end of picture or sound, whichever is later; without a picture, from the first sound.
/// Resumed after a sealed segment it goes on exactly as if it had never stopped (but for a cut right after a still picture that outlasted
/// <see cref="SegmentOptions.PictureWait"/>, which only the uninterrupted run can compare with what was before). It knows nothing of what is in the picture.
/// </summary>
/// <remarks>
/// A frame belongs to the segment whose range contains its time; sound to the segment in which it ends, text to that in which it is known whole
/// (a subtitle where it begins, a caption where it goes); sound before the first frame to the first segment.
/// Not thread-safe. What it holds is bounded by the cutter's latency, or by <see cref="SegmentOptions.PictureWait"/> of sound when no frame comes.
/// </remarks>
public sealed class Segmenter : IDisposable
{
    private readonly IShotCutterFactory _cutters;
    private readonly SegmentOptions _options;
    private readonly MediaTime? _resumeAt;
    private readonly DelayLine _line = new();
    private readonly Queue<ShotBoundary> _boundaries = new();
    private readonly List<ShotBoundary> _found = [];
    private IShotCutter _cutter;
    private TimeSpan _longest;
    private OpenSegment? _open;
    private FrameDecoded? _lastFrame;
    private TimeSpan _lastStep;
    private bool _pictureGivenUp;
    private MediaTime? _firstSound;
    private MediaTime? _lastSound;

    /// <param name="cutters">Makes the cutter: one, and another after each gap.</param>
    /// <param name="options">Lengths.</param>
    /// <param name="last">The last segment that is already sealed; null at the beginning. Events then start <see cref="ReplayFrom"/>.</param>
    public Segmenter(IShotCutterFactory cutters, SegmentOptions options, SegmentSpan? last = null)
    {
        ArgumentNullException.ThrowIfNull(cutters);
        ArgumentNullException.ThrowIfNull(options);
        (_cutters, _options, _cutter) = (cutters, options, cutters.Create());
        _longest = LongestNext = options.MaxLength;
        if (last is null) return;
        _resumeAt = last.Range.End;
        _open = OpenSegment.Resumed(last);
    }

    /// <summary>Where a source has to start so that what follows a sealed segment is decided as it was the first time.</summary>
    public static MediaTime ReplayFrom(SegmentSpan last, IShotCutterFactory cutters, SegmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(last);
        ArgumentNullException.ThrowIfNull(cutters);
        ArgumentNullException.ThrowIfNull(options);
        return last.Range.End.Plus(-(cutters.LookBack + options.ReplayMargin));
    }

    /// <summary>Takes the next event of the source, frame ownership included, and appends what is now decided.</summary>
    public void Push(MediaEvent happened, ICollection<FeedItem> feed)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(feed);
        switch (happened)
        {
            case FrameDecoded frame: PushFrame(frame, feed); break;
            case AudioDecoded sound: PushTimed(sound, sound.Range.End, feed); break;
            case TextDecoded text: PushTimed(text, text.CompleteAt, feed); break;
            case GapFound gap: PushGap(gap, feed); break;
            case StreamEnded ended: Finish(ended, feed); break;
            case ClockRead clock: PushBeside(clock, clock.Time); break;
            case RecordingNoted recording: PushBeside(recording, recording.Time); break;
            case FramesDropped dropped: PushBeside(dropped, dropped.Range.Start); break;
            case SourceLost or SourceFound: break;
            default: throw new InvalidOperationException($"The segmenter was not told what to do with {happened.GetType().Name}.");
        }
    }

    /// <summary>How long the segments that begin from now on may be; <see cref="SegmentOptions.MaxLength"/> unless someone who is behind asks for more.</summary>
    public TimeSpan LongestNext { get; set; }

    /// <summary>Start of the segment that is open; null while there is none.</summary>
    public MediaTime? OpenSince => _open?.Start;

    /// <summary>
    /// Seals what has come so far, because nothing came for so long that nobody should wait for it any longer. What comes later goes on as a further piece of the same shot; a cut
    /// right after the pause is still found.
    /// </summary>
    public void Settle(ICollection<FeedItem> feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (_lastFrame is null || _lastFrame.Time < _resumeAt || _lastFrame.Time < _open?.Start) return;
        FinishCutter();
        var end = new MediaTime(_lastFrame.Time.Pts + 1, _lastFrame.Time.TimeBase);
        Release(end, end, feed);
        CloseUntil(end, Opening.Length, feed);
        _cutter.Push(_lastFrame.Time, _lastFrame.Thumb, _found);
        _found.Clear();
    }

    /// <summary>Gives back the frames that are still waiting for a decision.</summary>
    public void Dispose()
    {
        while (!_line.IsEmpty) (_line.Take().Event as FrameDecoded)?.Sampled?.Dispose();
    }

    private void PushFrame(FrameDecoded frame, ICollection<FeedItem> feed)
    {
        var replayed = frame.Time < _resumeAt;
        if (replayed) frame.Sampled?.Dispose();
        if (_lastFrame is not null) _lastStep = frame.Time.Since(_lastFrame.Time);
        (_lastFrame, _pictureGivenUp) = (frame, false);
        _line.Add(frame, frame.Time, replayed);
        _cutter.Push(frame.Time, frame.Thumb, _found);
        TakeBoundaries();
        if (_cutter.DecidedUntil is { } decided) Release(MediaTime.Min(decided, frame.Time), end: null, feed);
    }

    private void PushTimed(MediaEvent happened, MediaTime at, ICollection<FeedItem> feed)
    {
        if (at <= _resumeAt) return;
        if (happened is AudioDecoded sound)
        {
            _firstSound ??= sound.Range.Start;
            _lastSound = at;
        }

        _line.Add(happened, at, replayed: false);
        if (_lastFrame is null && _open is null) ReleaseBeforeThePicture(at, feed);
        else if (_lastFrame is null || at.Since(_lastFrame.Time) > _options.PictureWait) GiveUpWaitingForAPicture(at, feed);
    }

    // Sound before the first frame belongs to the first segment whenever that frame comes, so it need not wait; once it is longer than a segment it is a timeline of its own.
    private void ReleaseBeforeThePicture(MediaTime now, ICollection<FeedItem> feed)
    {
        if (_firstSound is { } start && now > start.Plus(_longest)) Open(start);
        else Release(until: null, end: null, feed);
    }

    // Half of the wait stays held, so that a frame that comes after all is not behind what was let go.
    private void GiveUpWaitingForAPicture(MediaTime now, ICollection<FeedItem> feed)
    {
        if (_lastFrame is not null && !_pictureGivenUp)
        {
            FinishCutter();
            _cutter.Push(_lastFrame.Time, _lastFrame.Thumb, _found);
            _found.Clear();
            _pictureGivenUp = true;
        }

        Release(now.Plus(-_options.PictureWait / 2), end: now, feed);
    }

    private void PushGap(GapFound gap, ICollection<FeedItem> feed)
    {
        FinishCutter();
        var end = _lastFrame is null ? gap.Range.Start : MediaTime.Max(gap.Range.Start, _lastFrame.Time);
        var isEmpty = _open is not null && _line.IsEmpty && _lastFrame?.Time < _open.Start && end.Since(_open.Start) <= _options.TailSlack;
        Release(until: null, end, feed);
        if (_open is null || gap.Range.End <= _resumeAt) return;
        // The time for which the last frame before a silence was shown is no reason for a segment of its own: the gap begins where that was sealed.
        if (isEmpty) gap = gap with { Range = new TimeRange(_open.Start, gap.Range.End) };
        else CloseUntil(end, Opening.Start, feed);
        _open = _open.After(gap.Range.End);
        feed.Add(new GapFed(gap));
    }

    private void Finish(StreamEnded ended, ICollection<FeedItem> feed)
    {
        FinishCutter();
        var end = EndOfTimeline(ended.End);
        Release(until: null, end, feed);
        if (_open is null && _firstSound is { } start) Open(start);
        if (_open is not null) CloseUntil(end, Opening.Length, feed);
        feed.Add(new StreamFed(ended, _open?.Start ?? ended.End));
    }

    private void CloseUntil(MediaTime end, Opening next, ICollection<FeedItem> feed)
    {
        while (!FitsInOne(_open!.Start, end)) Close(_open.Start.Plus(_longest), Opening.Length, transition: null, feed);
        if (end > _open.Start) Close(end, next, transition: null, feed);
    }

    // The time a last frame is shown and the padding of a last sound block are no reason for a segment of their own.
    private bool FitsInOne(MediaTime start, MediaTime end) => end.Since(start) <= _longest + _options.TailSlack;

    private MediaTime EndOfTimeline(MediaTime told)
    {
        if (_lastSound is { } sound) told = MediaTime.Max(told, sound);
        if (_lastFrame is null || told > _lastFrame.Time) return told;
        // A source that ends at its last frame forgot that the frame is shown for a while; a range must contain its frame.
        var frame = _lastFrame.Time;
        return _lastStep > TimeSpan.Zero ? frame.Plus(_lastStep) : new MediaTime(frame.Pts + 1, frame.TimeBase);
    }

    /// <param name="until">Exclusive; null lets everything go.</param>
    /// <param name="end">Where the stream or its stretch ends, or what it has reached when no more frames are waited for; null while they are.</param>
    /// <param name="feed">Where to.</param>
    private void Release(MediaTime? until, MediaTime? end, ICollection<FeedItem> feed)
    {
        while (!_line.IsEmpty && (until is null || _line.First.Time < until))
        {
            if (_open is not null && !_line.First.Replayed) DivideStillPicture(_line.First.Time, _line.NextFrame, end, feed);
            var held = _line.Take();
            if (held.Event is FrameDecoded) Enter(held, feed);
            if (!held.Replayed) feed.Add(new EventFed(held.Event));
        }
    }

    // Where the next frame is too far away to wait for, a long shot is divided without one.
    private void DivideStillPicture(MediaTime now, MediaTime? nextFrame, MediaTime? end, ICollection<FeedItem> feed)
    {
        for (var limit = _open!.Start.Plus(_longest); now > limit; limit = _open.Start.Plus(_longest))
        {
            var waits = nextFrame is null ? end is null || FitsInOne(_open.Start, end.Value) : nextFrame <= limit.Plus(_options.FrameSlack);
            if (waits) return;
            Close(limit, Opening.Length, transition: null, feed);
        }
    }

    private void Enter(DelayLine.Held frame, ICollection<FeedItem> feed)
    {
        ShotBoundary? boundary = null;
        while (_boundaries.TryPeek(out var next) && next.At <= frame.Time) boundary = _boundaries.Dequeue();
        if (frame.Replayed) return;
        if (_open is null) Open(frame.Time);
        else if (frame.Time == _resumeAt && frame.Time == _open.Start && boundary is not null) _open = _open.OpenedBy(boundary);
        else if (frame.Time <= _open.Start) return;
        else if (boundary is not null && boundary.At > _open.Start) Close(frame.Time, boundary.Kind, boundary.Transition, feed);
        else if (frame.Time.Since(_open.Start) >= _longest) Close(frame.Time, Opening.Length, transition: null, feed);
    }

    // What is told of the clock and of losses belongs where it happened and moves nothing.
    private void PushBeside(MediaEvent happened, MediaTime time)
    {
        if (time >= _resumeAt || _resumeAt is null) _line.Add(happened, time, replayed: false);
    }

    private void Open(MediaTime start) => _open = OpenSegment.First(start);

    private void Close(MediaTime end, Opening next, TimeRange? transition, ICollection<FeedItem> feed)
    {
        feed.Add(new SegmentEnded(_open!.EndedAt(end)));
        _open = _open.FollowedBy(end, next, transition);
        _longest = LongestNext;
    }

    private void FinishCutter()
    {
        _cutter.Finish(_found);
        TakeBoundaries();
        _cutter = _cutters.Create();
    }

    private void TakeBoundaries()
    {
        foreach (var boundary in _found) _boundaries.Enqueue(boundary);
        _found.Clear();
    }
}
