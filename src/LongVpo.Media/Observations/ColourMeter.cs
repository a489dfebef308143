using LongVpo.Core.Observations;
using LongVpo.Core.Options;

namespace LongVpo.Media.Observations;

/// <summary>
/// Says which colours a segment has and, when one comes or goes inside it, from when to when: a frame around a page that turns red
/// at 15.0 s is told as red from 15.0 s on.
/// </summary>
internal sealed class ColourMeter(ObservationOptions options)
{
    /// <summary>Presence shorter than this is passing; absence shorter than this does not interrupt. Seconds.</summary>
    private const double ShortestSeconds = 0.5;

    /// <summary>Share of the segment from which a colour simply belongs to it.</summary>
    private const double WholeShare = 0.9;

    public IEnumerable<Observation> Measure(IReadOnlyList<FrameSample> samples, Timeline timeline)
    {
        if (samples.Count == 0) return [];
        var weights = new double[samples.Count];
        for (var i = 0; i < weights.Length; i++) weights[i] = Math.Max(1e-6, timeline.SecondsOf(samples, i));
        return Enum.GetValues<Colour>()
            .Select(colour => StretchesOf(samples, weights, colour))
            .Where(s => s.Count > 0)
            .OrderByDescending(s => s.Sum(x => x.Value * x.Seconds))
            .Take(options.MostColours)
            .SelectMany(s => s)
            .Select(s => new Observation
            {
                Kind = ObservationKind.Colour,
                Range = s.All ? timeline.Whole : timeline.RangeOf(samples, s.Stretch),
                Text = ColourNames.WordFor(s.Colour),
                Value = Math.Round(s.Value, 3),
            });
    }

    private List<Presence> StretchesOf(IReadOnlyList<FrameSample> samples, double[] weights, Colour colour)
    {
        var all = new Stretch(0, samples.Count - 1);
        var mean = MeanOf(samples, weights, colour, all);
        var total = weights.Sum();
        // Half way between least and most separates coming and going from a share that merely wavers around the threshold.
        var (least, most) = Extremes(samples, colour);
        if (most < options.LeastColourShare) return [];
        var level = least < options.LeastColourShare / 2 || most > 3 * least ? Math.Max(options.LeastColourShare / 2, (least + most) / 2) : 0;
        var found = Merge(samples, Stretch.Where(samples.Count, i => samples[i].Colours[(int)colour] >= level).ToList())
            .Select(s => new Presence(colour, s, SecondsOf(weights, s), MeanOf(samples, weights, colour, s), false))
            .Where(p => p.Value >= options.LeastColourShare && (p.Seconds >= ShortestSeconds || p.Seconds >= WholeShare * total))
            .ToList();
        var covered = found.Sum(p => p.Seconds);
        var settled = found.Count > 0 && found.Sum(p => p.Value * p.Seconds) > 0.8 * mean * total;
        if (covered < WholeShare * total && settled) return found;
        return mean >= options.LeastColourShare ? [new Presence(colour, all, total, mean, true)] : covered > 0 ? found : [];
    }

    private static List<Stretch> Merge(IReadOnlyList<FrameSample> samples, List<Stretch> stretches)
    {
        var merged = new List<Stretch>();
        foreach (var stretch in stretches)
        {
            if (merged.Count > 0 && samples[stretch.First].Time.Since(samples[merged[^1].Last].Time).TotalSeconds < ShortestSeconds)
                merged[^1] = merged[^1] with { Last = stretch.Last };
            else
                merged.Add(stretch);
        }

        return merged;
    }

    private static (float Least, float Most) Extremes(IReadOnlyList<FrameSample> samples, Colour colour)
    {
        // Tenth and ninetieth percentile would hide a colour that shows for a second of ten; a few stray frames are dropped instead.
        var shares = samples.Select(s => s.Colours[(int)colour]).Order().ToArray();
        var stray = Math.Min(2, (shares.Length - 1) / 4);
        return (shares[stray], shares[shares.Length - 1 - stray]);
    }

    private static double SecondsOf(double[] weights, Stretch stretch) => weights.AsSpan(stretch.First, stretch.Last - stretch.First + 1).ToArray().Sum();

    private static double MeanOf(IReadOnlyList<FrameSample> samples, double[] weights, Colour colour, Stretch stretch)
    {
        double sum = 0, total = 0;
        for (var i = stretch.First; i <= stretch.Last; i++) (sum, total) = (sum + (weights[i] * samples[i].Colours[(int)colour]), total + weights[i]);
        return sum / total;
    }

    private sealed record Presence(Colour Colour, Stretch Stretch, double Seconds, double Value, bool All);
}
