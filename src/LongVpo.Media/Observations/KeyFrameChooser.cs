using LongVpo.Core.Frames;
using LongVpo.Core.Time;
using LongVpo.Media.Shots;

namespace LongVpo.Media.Observations;

/// <summary>
/// Chooses the frame that stands for a segment: near what the segment looks like on the whole, sharp, and not black. It holds a lease
/// on two frames at most, the better of a newcomer and those held, so that the pool is never drained by pictures that may not be used.
/// </summary>
internal sealed class KeyFrameChooser : IDisposable
{
    private const int MostHeld = 2;

    private readonly List<Candidate> _held = [];
    private readonly float[] _sum = new float[Look.Tiles * 3];
    private int _seen;
    private float _sharpest = 1f;

    /// <summary>Looks at a sampled frame and takes a lease on it if it is among the best so far.</summary>
    public void Add(Frame frame, FrameThumb thumb)
    {
        var look = new Look(frame.Time, thumb);
        for (var i = 0; i < _sum.Length; i++) _sum[i] += look.Layout[i];
        _seen++;
        _sharpest = MathF.Max(_sharpest, look.Detail);
        _held.Add(new Candidate(frame.Lease(), look));
        if (_held.Count > MostHeld) Drop();
    }

    /// <summary>The best frame outside the transition, or the best there is; null without frames. It stays leased by the chooser.</summary>
    public Frame? Best(TimeRange mixed) =>
        _held.OrderBy(c => mixed.Contains(c.Frame.Time)).ThenByDescending(Worth).FirstOrDefault()?.Frame;

    public void Dispose()
    {
        foreach (var candidate in _held) candidate.Frame.Dispose();
        _held.Clear();
    }

    private void Drop()
    {
        var worst = _held.MinBy(Worth)!;
        _held.Remove(worst);
        worst.Frame.Dispose();
    }

    /// <summary>Higher is better: closeness to the mean look so far in levels, sharpness against the sharpest, and a heavy fine on black.</summary>
    private float Worth(Candidate candidate)
    {
        var apart = 0f;
        for (var i = 0; i < _sum.Length; i++) apart += MathF.Abs(candidate.Look.Layout[i] - (_sum[i] / _seen));
        var sharpness = MathF.Sqrt(candidate.Look.Detail / _sharpest);
        return (10 * sharpness) - (apart / Look.Tiles) - (candidate.Look.BlankDeviation < 3 ? 1000 : 0);
    }

    private sealed record Candidate(Frame Frame, Look Look);
}
