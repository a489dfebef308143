using System.Collections.Immutable;
using LongVpo.Core.Time;

namespace LongVpo.Core.Videos;

/// <summary>Says when a moment of a timeline was live, by the places where the timeline and the clock on the wall met. Built from stored events, so it survives reconnects and restarts.</summary>
/// <param name="Anchors">In the order of their times.</param>
public sealed record UtcMap(ImmutableArray<ClockAnchored> Anchors)
{
    public static UtcMap Empty { get; } = new([]);

    /// <summary>When it was; null when the clock of this video is not known. A moment before the first anchor is reckoned back from that one.</summary>
    public DateTimeOffset? At(MediaTime time)
    {
        if (Anchors.IsDefaultOrEmpty) return null;
        var anchor = Anchors.LastOrDefault(a => a.Time <= time) ?? Anchors[0];
        return anchor.UtcOf(time);
    }
}
