using System.Collections.Immutable;
using LongVpo.Training.Preferences.Losses;

namespace LongVpo.Training.Dpo;

/// <summary>
/// How far the reference's scores of the anchor alone are from those of the whole composite: the size of LongVPO's approximation, in nats per response. Where it is far below 0 the reference is
/// lost in long footage, and its exact scores would teach nothing.
/// </summary>
/// <param name="Pairs">Pairs that were scored both ways.</param>
/// <param name="Chosen">Exact minus anchor-only score of preferred responses.</param>
/// <param name="Rejected">Of dispreferred ones.</param>
/// <param name="Shift">How much lower z is at the start for that: the anchor's margin minus the exact one.</param>
/// <param name="ByFrames">The same for each length of composites, in frames.</param>
public sealed record ReferenceGap(int Pairs, Spread Chosen, Spread Rejected, Spread Shift, ImmutableSortedDictionary<int, ReferenceGap>? ByFrames = null)
{
    /// <summary>Of pairs that were scored both ways; null of none.</summary>
    public static ReferenceGap? Of(IReadOnlyCollection<(int Frames, double Chosen, double Rejected)> gaps)
    {
        ArgumentNullException.ThrowIfNull(gaps);
        if (gaps.Count == 0) return null;
        return One(gaps) with { ByFrames = gaps.GroupBy(static gap => gap.Frames).ToImmutableSortedDictionary(static length => length.Key, static length => One([.. length])) };
    }

    private static ReferenceGap One(IReadOnlyCollection<(int Frames, double Chosen, double Rejected)> gaps) => new(
        gaps.Count, Spread.Of(gaps.Select(static gap => gap.Chosen)), Spread.Of(gaps.Select(static gap => gap.Rejected)), Spread.Of(gaps.Select(static gap => gap.Rejected - gap.Chosen)));
}
