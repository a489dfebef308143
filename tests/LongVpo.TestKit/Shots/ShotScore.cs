using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.TestKit.Shots;

/// <summary>
/// Counts how a cutter's boundaries compare with the truth: hard cuts within one frame, gradual changes by a boundary in their stretch
/// give or take two frames (a second one there is false), and traps by any boundary within half a second that is not itself true.
/// </summary>
public sealed record ShotScore
{
    public int HardFound { get; init; }

    public int HardFalse { get; init; }

    public int HardMissed { get; init; }

    public int GradualFound { get; init; }

    public int GradualFalse { get; init; }

    public int GradualMissed { get; init; }

    public int TrapsHit { get; init; }

    public int Traps { get; init; }

    /// <summary>What went wrong, for people: kind and seconds.</summary>
    public IReadOnlyList<string> Mistakes { get; init; } = [];

    public double HardF1 => F1(HardFound, HardFalse, HardMissed);

    public double GradualF1 => F1(GradualFound, GradualFalse, GradualMissed);

    public double GradualRecall => GradualFound + GradualMissed == 0 ? 1 : (double)GradualFound / (GradualFound + GradualMissed);

    public double TrapRate => Traps == 0 ? 0 : (double)TrapsHit / Traps;

    public static ShotScore Of(ShotTruth truth, IReadOnlyCollection<ShotBoundary> told, IReadOnlyList<MediaTime> times)
    {
        ArgumentNullException.ThrowIfNull(truth);
        var index = times.Select((t, i) => (t, i)).ToDictionary(x => x.t, x => x.i);
        var mistakes = new List<string>();
        var hard = told.Where(b => b.Kind == Opening.Hard).ToList();
        var trueOnes = new HashSet<ShotBoundary>();
        foreach (var cut in truth.Cuts)
        {
            if (hard.Find(b => !trueOnes.Contains(b) && Math.Abs(index[b.At] - cut) <= 1) is { } match) trueOnes.Add(match);
            else mistakes.Add(FormattableString.Invariant($"missed cut {times[cut].Seconds:F2}"));
        }

        var hardFound = trueOnes.Count;
        mistakes.AddRange(hard.Where(b => !trueOnes.Contains(b)).Select(b => FormattableString.Invariant($"false cut {b.At.Seconds:F2}")));
        var soft = told.Where(b => b.Kind != Opening.Hard).ToList();
        var gradualFound = 0;
        foreach (var (start, end, kind) in truth.Graduals)
        {
            var hits = soft.Where(b => IsWithin(b.At, start, end, times)).ToList();
            trueOnes.UnionWith(hits.Take(1));
            if (hits.Count > 0) gradualFound++;
            else mistakes.Add(FormattableString.Invariant($"missed {kind} {start:F2}-{end:F2}"));
        }

        mistakes.AddRange(soft.Where(b => !trueOnes.Contains(b)).Select(b => FormattableString.Invariant($"false {b.Kind} {b.At.Seconds:F2}")));
        return new ShotScore
        {
            HardFound = hardFound,
            HardFalse = hard.Count - hardFound,
            HardMissed = truth.Cuts.Count - hardFound,
            GradualFound = gradualFound,
            GradualMissed = truth.Graduals.Count - gradualFound,
            GradualFalse = soft.Count(b => !trueOnes.Contains(b)),
            Traps = truth.Traps.Count,
            TrapsHit = truth.Traps.Count(t => told.Any(b => !trueOnes.Contains(b) && Math.Abs(b.At.Seconds - t.Time) <= 0.5)),
            Mistakes = mistakes,
        };
    }

    public static ShotScore operator +(ShotScore left, ShotScore right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new ShotScore
        {
            HardFound = left.HardFound + right.HardFound,
            HardFalse = left.HardFalse + right.HardFalse,
            HardMissed = left.HardMissed + right.HardMissed,
            GradualFound = left.GradualFound + right.GradualFound,
            GradualFalse = left.GradualFalse + right.GradualFalse,
            GradualMissed = left.GradualMissed + right.GradualMissed,
            Traps = left.Traps + right.Traps,
            TrapsHit = left.TrapsHit + right.TrapsHit,
            Mistakes = [.. left.Mistakes, .. right.Mistakes],
        };
    }

    public override string ToString() => FormattableString.Invariant(
        $"hard {HardFound}/{HardFound + HardMissed} found, {HardFalse} false (F1 {HardF1:F3}); gradual {GradualFound}/{GradualFound + GradualMissed} found, {GradualFalse} false (F1 {GradualF1:F3}); traps {TrapsHit}/{Traps}");

    private static bool IsWithin(MediaTime at, double start, double end, IReadOnlyList<MediaTime> times)
    {
        var frame = times.Count > 1 ? times[^1].Since(times[0]).TotalSeconds / (times.Count - 1) : 0;
        return at.Seconds >= start - (2 * frame) && at.Seconds <= end + (2 * frame);
    }

    private static double F1(int found, int wrong, int missed) => found + wrong + missed == 0 ? 1 : 2.0 * found / ((2 * found) + wrong + missed);
}
