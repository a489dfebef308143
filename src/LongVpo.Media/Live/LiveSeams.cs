using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;

namespace LongVpo.Media.Live;

/// <summary>
/// Watches the finished order of events for holes and repetitions: a hole in picture and sound becomes a gap, what was already told is not told again, and nothing is told
/// from before the end of the last gap.
/// </summary>
internal sealed class LiveSeams
{
    // After a break a hole of this length is one; in running footage pictures are often as far apart.
    private static readonly TimeSpan AfterBreak = TimeSpan.FromSeconds(0.2);

    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(5);

    /// <summary>Why there is a gap where nothing else is known.</summary>
    public const string NothingReceived = "Nothing was received.";

    private readonly TimeSpan _gapAfter;
    private MediaTime? _floor;
    private MediaTime? _lastFrame;
    private MediaTime? _lastSound;
    private TimeSpan _step = TimeSpan.FromMilliseconds(40);
    private TimeSpan? _interval;
    private string? _break;

    /// <param name="options">Limits.</param>
    /// <param name="watchedTo">Where the timeline stood when it was last watched; null at the first watch.</param>
    public LiveSeams(LiveOptions options, MediaTime? watchedTo)
    {
        _gapAfter = options.GapAfter;
        (Covered, _floor) = (watchedTo, watchedTo);
        if (watchedTo is not null) _break = "The source was not watched.";
    }

    /// <summary>Where what was told ends.</summary>
    public MediaTime? Covered { get; private set; }

    /// <summary>Events that were let go because they repeat or come too late.</summary>
    public long Repeated { get; private set; }

    /// <summary>How far apart pictures are to be expected, where the source says so.</summary>
    public void Expect(TimeSpan step) => _step = step;

    /// <summary>What follows is not connected to what was told; of several reasons the first is the one.</summary>
    public void Break(string reason)
    {
        _interval = null;
        if (Covered is not null) _break ??= reason;
    }

    /// <summary>Takes the next event in order and tells what becomes of it; frames that are let go are given back.</summary>
    public void Pass(MediaEvent happened, Action<MediaEvent> tell)
    {
        switch (happened)
        {
            case FrameDecoded frame: PassFrame(frame, tell); break;
            case AudioDecoded sound: PassSound(sound, tell); break;
            case TextDecoded text: PassText(text, tell); break;
            default: tell(happened); break;
        }
    }

    private void PassFrame(FrameDecoded frame, Action<MediaEvent> tell)
    {
        if (frame.Time <= _lastFrame || frame.Time < _floor)
        {
            Repeated++;
            frame.Sampled?.Dispose();
            return;
        }

        // An interval that comes twice is how this footage runs, and no hole.
        var interval = _lastFrame is { } last && _break is null ? frame.Time.Since(last) : (TimeSpan?)null;
        if (interval < _interval * 1.5) _step = interval.Value;
        _interval = interval;
        FindHole(frame.Time, tell);
        _lastFrame = frame.Time;
        Cover(frame.Time.Plus(_step < LongestStep ? _step : LongestStep));
        tell(frame);
    }

    private void PassSound(AudioDecoded sound, Action<MediaEvent> tell)
    {
        if (sound.Range.Start < _floor || sound.Range.Start < _lastSound || sound.Range.End <= _lastFrame)
        {
            Repeated++;
            return;
        }

        FindHole(sound.Range.Start, tell);
        _lastSound = sound.Range.End;
        Cover(sound.Range.End);
        tell(sound);
    }

    private void PassText(TextDecoded text, Action<MediaEvent> tell)
    {
        if (text.Range.End <= _floor || text.Range.End <= _lastFrame) Repeated++;
        else tell(_floor is { } floor && text.Range.Start < floor ? text with { Range = new TimeRange(floor, text.Range.End) } : text);
    }

    private void FindHole(MediaTime next, Action<MediaEvent> tell)
    {
        if (Covered is not { } covered)
        {
            Covered = next;
            return;
        }

        var missing = next.Since(covered);
        var (reason, limit) = _break is { } broken ? (broken, AfterBreak) : (NothingReceived, _gapAfter);
        _break = null;
        var pictures = _step * 3;
        if (missing < (limit > pictures ? limit : pictures)) return;
        _floor = next;
        Covered = next;
        tell(new GapFound(new TimeRange(covered, next), reason));
    }

    private void Cover(MediaTime end) => Covered = Covered is { } known ? MediaTime.Max(known, end) : end;
}
