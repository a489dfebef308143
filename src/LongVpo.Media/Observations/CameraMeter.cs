using LongVpo.Core.Observations;
using LongVpo.Core.Time;
using LongVpo.Media.Shots;

namespace LongVpo.Media.Observations;

/// <summary>Says when the camera pans, tilts, zooms or shakes, from how the whole picture moved between frames about a quarter of a second apart.</summary>
internal sealed class CameraMeter
{
    /// <summary>Frames further apart than this have no movement between them that could be followed. Seconds.</summary>
    private const double LongestPairSeconds = 0.6;

    /// <summary>Share of the textured picture that must move as one.</summary>
    private const double LeastAgreement = 0.6;

    /// <summary>Slowest movement that is told, in picture widths or heights per second, and for a zoom in growth per second.</summary>
    private const double LeastShiftPerSecond = 0.05;
    private const double LeastZoomPerSecond = 0.06;

    /// <summary>Shortest movement that is told, and longest rest within it. Seconds.</summary>
    private const double ShortestSeconds = 0.7;
    private const double LongestRestSeconds = 0.3;

    /// <summary>Changes of direction per second, and how many of them, that make a shake.</summary>
    private const double LeastTurnsPerSecond = 1.2;
    private const int FewestTurns = 4;

    private readonly List<Pair> _pairs = [];
    private Look? _before;

    /// <summary>Takes the next of the frames that are compared.</summary>
    public void Add(Look look)
    {
        if (_before is not null)
        {
            var seconds = look.Time.Since(_before.Time).TotalSeconds;
            if (seconds <= LongestPairSeconds) _pairs.Add(new Pair(_before.Time, look.Time, seconds, CameraMotion.Between(_before, look)));
        }

        _before = look;
    }

    public IEnumerable<Observation> Measure(TimeRange whole)
    {
        var told = Movements().ToList();
        if (told.Count == 0 && Shake() is { } shake) told.Add(shake);
        foreach (var (word, range) in told)
            if (range.Intersect(whole) is { } inside) yield return new Observation { Kind = ObservationKind.Camera, Range = inside, Text = word };
    }

    private IEnumerable<(string Word, TimeRange Range)> Movements()
    {
        string? word = null;
        TimeRange range = default;
        foreach (var pair in _pairs)
        {
            if (WordFor(pair) is not { } next) continue;
            if (next == word && pair.From.Since(range.End).TotalSeconds <= LongestRestSeconds)
            {
                range = new TimeRange(range.Start, pair.To);
                continue;
            }

            if (word is not null && range.Duration.TotalSeconds >= ShortestSeconds) yield return (word, range);
            (word, range) = (next, new TimeRange(pair.From, pair.To));
        }

        if (word is not null && range.Duration.TotalSeconds >= ShortestSeconds) yield return (word, range);
    }

    private static string? WordFor(Pair pair)
    {
        var motion = pair.Motion;
        if (motion.Agreement < LeastAgreement) return null;
        var right = motion.Right / pair.Seconds / LeastShiftPerSecond;
        var down = motion.Down / pair.Seconds / LeastShiftPerSecond;
        var closer = motion.In / pair.Seconds / LeastZoomPerSecond;
        var most = Math.Max(Math.Abs(right), Math.Max(Math.Abs(down), Math.Abs(closer)));
        return most < 1 ? null
            : most == Math.Abs(right) ? (right > 0 ? "pan right" : "pan left")
            : most == Math.Abs(down) ? (down > 0 ? "tilt down" : "tilt up")
            : closer > 0 ? "zoom in" : "zoom out";
    }

    private (string Word, TimeRange Range)? Shake()
    {
        var moves = _pairs.Where(p => p.Motion.Agreement >= LeastAgreement && Math.Max(Math.Abs(p.Motion.Right), Math.Abs(p.Motion.Down)) / p.Seconds >= LeastShiftPerSecond).ToList();
        var turns = 0;
        for (var i = 1; i < moves.Count; i++)
            if ((moves[i].Motion.Right * moves[i - 1].Motion.Right) + (moves[i].Motion.Down * moves[i - 1].Motion.Down) < 0) turns++;
        if (turns < FewestTurns) return null;
        var range = new TimeRange(moves[0].From, moves[^1].To);
        return turns / range.Duration.TotalSeconds >= LeastTurnsPerSecond ? ("shake", range) : null;
    }

    private sealed record Pair(MediaTime From, MediaTime To, double Seconds, CameraMotion Motion);
}
