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

    private readonly TimeSpan _gapAfter;
    private MediaTime? _floor;
    private MediaTime? _lastFrame;
    private MediaTime? _lastSound;
    private TimeSpan _step = TimeSpan.FromMilliseconds(40);
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

    /// <summary>What follows is not connected to what was told.</summary>
    public void Break(string reason) => _break = Covered is null ? null : reason;

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

        var hole = FindHole(frame.Time, tell);
        if (_lastFrame is { } last && !hole) _step = frame.Time.Since(last);
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

    private bool FindHole(MediaTime next, Action<MediaEvent> tell)
    {
        if (Covered is not { } covered)
        {
            Covered = next;
            return false;
        }

        var missing = next.Since(covered);
        var (reason, limit) = _break is { } broken ? (broken, AfterBreak) : ("Nothing was received.", _gapAfter);
        _break = null;
        var pictures = _step * 3;
        if (missing < (limit > pictures ? limit : pictures)) return false;
        _floor = next;
        Covered = next;
        tell(new GapFound(new TimeRange(covered, next), reason));
        return true;
    }

    private void Cover(MediaTime end) => Covered = Covered is { } known ? MediaTime.Max(known, end) : end;
}
