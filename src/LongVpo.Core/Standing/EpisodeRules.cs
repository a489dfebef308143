using LongVpo.Core.Time;

namespace LongVpo.Core.Standing;

/// <summary>
/// Turns stretches for which a condition holds into episodes, with hysteresis in media time: pure, so that a back-test, a live run and a run after a kill agree.
/// </summary>
public static class EpisodeRules
{
    /// <summary>Takes in a newly seen stretch of footage.</summary>
    /// <param name="track">So far.</param>
    /// <param name="seen">What is new; it begins where the last one ended, or later after a gap, in which nothing held.</param>
    /// <param name="holds">Where in it the condition holds, in any order.</param>
    /// <param name="holdOn">How long it must hold.</param>
    /// <param name="holdOff">How long it must not.</param>
    public static (EpisodeTrack Track, IReadOnlyList<EpisodeChange> Changes) Advance(EpisodeTrack track, TimeRange seen, IEnumerable<TimeRange> holds, TimeSpan holdOn, TimeSpan holdOff)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(holds);
        var changes = new List<EpisodeChange>();
        foreach (var span in holds.OrderBy(span => span.Start))
        {
            if (span.Intersect(seen) is not { } inside) continue;
            track = Closed(track, inside.Start, holdOff, changes);
            var open = track.Open?.Union(inside) ?? inside;
            track = track with { Open = open };
            if (track.Raised || open.Duration < holdOn) continue;
            track = track with { Raised = true };
            changes.Add(new EpisodeChange(open, Ended: false));
        }

        return (Closed(track, seen.End, holdOff, changes), changes);
    }

    /// <summary>Nothing follows: what is open ends where it was last seen to hold.</summary>
    public static (EpisodeTrack Track, IReadOnlyList<EpisodeChange> Changes) Finish(EpisodeTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        return (EpisodeTrack.Idle, track is { Raised: true, Open: { } open } ? [new EpisodeChange(open, Ended: true)] : []);
    }

    private static EpisodeTrack Closed(EpisodeTrack track, MediaTime now, TimeSpan holdOff, List<EpisodeChange> changes)
    {
        if (track.Open is not { } open || now <= open.End || now.Since(open.End) < holdOff) return track;
        if (track.Raised) changes.Add(new EpisodeChange(open, Ended: true));
        return EpisodeTrack.Idle;
    }
}
