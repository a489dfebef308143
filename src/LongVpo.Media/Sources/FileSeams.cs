using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Media.Sources;

/// <summary>
/// Finds the holes of a file, as lost packets and joined recordings leave them. A picture may be held for as long as it likes, so sound decides: where it ran up to the
/// hole, stopped with the picture and goes on after it, something is missing. Where there is no sound that cannot be known, and nothing is claimed.
/// </summary>
internal sealed class FileSeams
{
    /// <summary>Shortest hole that is told, beside three intervals of the pictures: sound and picture of one recording may begin and end this far apart.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private const string Missing = "Picture and sound are missing from the file here.";

    private MediaTime? _lastFrame;
    private MediaTime? _soundEnd;
    private TimeSpan _step;

    /// <summary>Takes the next event and says the gap before it; null when there is none.</summary>
    /// <param name="happened">What is told next.</param>
    /// <param name="nextSound">Where the next sound begins that is not told yet; asked only at a hole in the picture.</param>
    public GapFound? Before(MediaEvent happened, Func<MediaTime?> nextSound) => happened switch
    {
        FrameDecoded frame => BeforeFrame(frame.Time, nextSound),
        AudioDecoded sound => BeforeSound(sound.Range),
        _ => null,
    };

    private GapFound? BeforeFrame(MediaTime time, Func<MediaTime?> nextSound)
    {
        var gap = IsHole(time) && nextSound() is { } sound && sound.Since(time) < Shortest ? Gap(MediaTime.Min(time, sound)) : null;
        if (_lastFrame is { } last && gap is null) _step = time.Since(last);
        _lastFrame = time;
        return gap;
    }

    private GapFound? BeforeSound(TimeRange sound)
    {
        var gap = IsHole(sound.Start) ? Gap(sound.Start) : null;
        _soundEnd = sound.End;
        return gap;
    }

    private bool IsHole(MediaTime next)
    {
        if (_lastFrame is null || _soundEnd is not { } sound || Covered() is not { } covered) return false;
        var limit = _step * 3 > Shortest ? _step * 3 : Shortest;
        return next.Since(covered) >= limit && covered.Since(sound) < limit;
    }

    private GapFound? Gap(MediaTime end)
    {
        var start = Covered()!.Value;
        // What was missing is over: the rest of the hole in the other stream is not told again.
        _soundEnd = end;
        return end.Since(start) >= Shortest ? new GapFound(new TimeRange(start, end), Missing) : null;
    }

    private MediaTime? Covered() => _lastFrame is { } frame && _soundEnd is { } sound ? MediaTime.Max(frame.Plus(_step < Shortest ? _step : Shortest), sound) : null;
}
