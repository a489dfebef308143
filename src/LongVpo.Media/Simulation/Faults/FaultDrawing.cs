namespace LongVpo.Media.Simulation.Faults;

/// <summary>Draws faults for runs that nobody wrote by hand: one in each equal stretch of the footage, so that the effects of two never mix.</summary>
internal static class FaultDrawing
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestStretch = TimeSpan.FromSeconds(4);

    public static IEnumerable<ScriptedFault> Draw(Random random, int count, TimeSpan length, IReadOnlyList<FaultKind> kinds, bool wraps)
    {
        var stretch = (length - Margin - Margin) / count;
        if (stretch < ShortestStretch)
            throw new FormatException($"{length.TotalSeconds:0} s of footage are too short for {count} random faults: take at least {(count * ShortestStretch + Margin + Margin).TotalSeconds:0} s, or fewer faults.");
        var left = kinds.Where(kind => kind != FaultKind.Wrap || !wraps).ToList();
        for (var i = 0; i < count; i++)
        {
            var kind = left[random.Next(left.Count)];
            if (kind == FaultKind.Wrap) left.Remove(kind);
            // Half of the stretch stays free after the fault, so that a reader has recovered before the next one.
            var at = Margin + (stretch * i) + Seconds(random, 0, stretch.TotalSeconds / 4);
            yield return OfKind(random, kind, Round(at), stretch.TotalSeconds / 4);
        }
    }

    private static ScriptedFault OfKind(Random random, FaultKind kind, TimeSpan at, double longest)
    {
        var fault = new ScriptedFault(kind, at);
        var length = Round(Seconds(random, 0.5, Math.Min(3, longest)));
        return kind switch
        {
            FaultKind.Jump => fault with { Shift = Round(Seconds(random, 5, 500)) * (random.Next(2) == 0 ? 1 : -1) },
            FaultKind.Discontinuity => fault with { Shift = Round(Seconds(random, 100, 5000)) },
            FaultKind.Wrap => fault,
            FaultKind.Loss => fault with { Length = length, Share = Math.Round(0.01 + (random.NextDouble() * 0.09), 3) },
            FaultKind.Duplicate => fault with { Length = length, Share = Math.Round(0.05 + (random.NextDouble() * 0.45), 3) },
            _ => fault with { Length = length },
        };
    }

    private static TimeSpan Seconds(Random random, double least, double most) => TimeSpan.FromSeconds(least + (random.NextDouble() * Math.Max(0, most - least)));

    private static TimeSpan Round(TimeSpan span) => TimeSpan.FromMilliseconds(Math.Round(span.TotalMilliseconds));
}
