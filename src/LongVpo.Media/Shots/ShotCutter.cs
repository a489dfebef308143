using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Media.Shots;

/// <summary>
/// Cuts a video into shots while it runs. Every verdict about a frame rests on a fixed stretch of frames around it and on nothing else, so it
/// comes a fixed time later, is never revised, and is the same in a run that began shortly before. Memory is that stretch.
/// </summary>
public sealed class ShotCutter : IShotCutter
{
    /// <summary>Media time after a frame on which its verdict may rest; the first frame beyond it brings the verdict.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromSeconds(1.5);

    /// <summary>Footage before a frame that its verdict may rest on: the latency mirrored, and room for one more comparison.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromSeconds(3);

    /// <summary>Frames held at most, for sources with absurd frame rates: at 120 frames per second the window still spans its whole time.</summary>
    private const int MostFrames = 600;

    /// <summary>Seconds beyond the latency that a frame must lie to prove that the stretch before it is complete; timestamps jitter by less.</summary>
    private const double Margin = 0.002;

    private readonly Film _film = new();
    private readonly HardCutJudge _cuts;
    private readonly PlainCutJudge _plain;
    private readonly FadeJudge _fades;
    private readonly GradualJudge _mixes;
    private int _next;

    public ShotCutter(ShotOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _cuts = new HardCutJudge(options);
        _plain = new PlainCutJudge(options);
        _fades = new FadeJudge(options);
        _mixes = new GradualJudge(options);
    }

    /// <inheritdoc/>
    public MediaTime? DecidedUntil { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A time that is not later than the one before.</exception>
    public void Push(MediaTime time, FrameThumb thumb, ICollection<ShotBoundary> found)
    {
        ArgumentNullException.ThrowIfNull(thumb);
        ArgumentNullException.ThrowIfNull(found);
        var before = _film.Count > 0 ? _film[_film.Count - 1].Look : null;
        if (before is not null && time <= before.Time) throw new ArgumentException($"A frame at {time} came after one at {before.Time}.", nameof(time));
        _film.Add(new Step(new Look(time, thumb), before));
        var now = time.Seconds;
        while (_next < _film.Count - 1 && IsRipe(now)) Decide(found, ended: false);
        Forget();
    }

    /// <inheritdoc/>
    public void Finish(ICollection<ShotBoundary> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        while (_next < _film.Count) Decide(found, ended: true);
    }

    private bool IsRipe(double now) =>
        now > _film[_next].Seconds + Latency.TotalSeconds + Margin || _film.Count - _next > MostFrames / 2;

    private void Decide(ICollection<ShotBoundary> found, bool ended)
    {
        if (Judge(_next, ended) is { } boundary) found.Add(boundary);
        _next++;
        DecidedUntil = _film[Math.Min(_next, _film.Count - 1)].Look.Time;
    }

    private ShotBoundary? Judge(int index, bool ended)
    {
        var at = _film[index].Look.Time;
        if (_fades.IsEdge(_film, index)) return _fades.BoundaryAt(_film, index, ended);
        if ((_cuts.IsCut(_film, index) || _cuts.IsBlendedCut(_film, index)) && !_mixes.Covers(_film, index))
            return new ShotBoundary(at, Opening.Hard, new TimeRange(at, at));
        if (_plain.IsCut(_film, index)) return new ShotBoundary(at, Opening.Hard, new TimeRange(at, at));
        if (_mixes.ChangeAt(_film, index) is not { } change) return null;
        return new ShotBoundary(at, Opening.Dissolve, change.Mixed);
    }

    private void Forget()
    {
        var keep = Math.Max(0, _next - 2);
        var first = Math.Min(keep, _film.Back(Math.Min(_next, _film.Count - 1), LookBack.TotalSeconds));
        if (first > 0)
        {
            _film.Forget(first);
            _next -= first;
        }
    }
}
