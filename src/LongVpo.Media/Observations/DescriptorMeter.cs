using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Media.Observations;

/// <summary>Averages a segment's look over frames spread through it, without those that still show the picture before or nothing at all.</summary>
internal sealed class DescriptorMeter
{
    /// <summary>Looks kept; when there are more, every other one is dropped, so that any length of segment fits.</summary>
    private const int MostLooks = 128;

    private readonly List<(MediaTime Time, bool Black, float[] Look)> _looks = [];
    private int _every = 1;
    private int _seen;

    public void Add(MediaTime time, FrameThumb thumb, bool black)
    {
        if (_seen++ % _every != 0) return;
        _looks.Add((time, black, LookDescriptor.Of(thumb)));
        if (_looks.Count <= MostLooks) return;
        var kept = (_looks.Count + 1) / 2;
        for (var i = 1; i < kept; i++) _looks[i] = _looks[2 * i];
        _looks.RemoveRange(kept, _looks.Count - kept);
        _every *= 2;
    }

    /// <param name="mixed">The transition at the segment's beginning; its frames count only when there are no others.</param>
    public ImmutableArray<float> Measure(TimeRange mixed)
    {
        if (_looks.Count == 0) return [];
        var clear = _looks.Where(l => !l.Black && !mixed.Contains(l.Time)).ToList();
        var sum = new float[_looks[0].Look.Length];
        foreach (var (_, _, look) in clear.Count > 0 ? clear : _looks)
            for (var i = 0; i < sum.Length; i++) sum[i] += look[i];
        LookDescriptor.Normalise(sum);
        return [.. sum];
    }
}
