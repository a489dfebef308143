using LongVpo.Core.Standing;
using LongVpo.Core.Time;

namespace LongVpo.Tests.Core.Standing;

/// <summary>Episodes follow from where the condition holds and from nothing else: not from how the footage was cut into segments.</summary>
public sealed class EpisodeRulesTests
{
    [Fact]
    public void A_condition_that_holds_too_briefly_is_no_episode()
    {
        Assert.Empty(Run([R(3, 4.9)], on: 2, off: 1, cuts: [10]));
        Assert.Equal(["began 3", "ended 3-5"], Run([R(3, 5)], on: 2, off: 1, cuts: [10]));
    }

    [Fact]
    public void A_pause_shorter_than_the_hold_off_is_part_of_the_episode_and_a_longer_one_ends_it()
    {
        Assert.Equal(["began 1", "ended 1-6"], Run([R(1, 3), R(4, 6)], on: 0, off: 2, cuts: [20]));
        Assert.Equal(["began 1", "ended 1-3", "began 5", "ended 5-6"], Run([R(1, 3), R(5, 6)], on: 0, off: 2, cuts: [20]));
    }

    [Fact]
    public void An_episode_that_is_open_at_the_end_is_ended_where_it_was_last_seen()
    {
        Assert.Equal(["began 8", "ended 8-10"], Run([R(8, 10)], on: 0, off: 5, cuts: [10]));
    }

    [Fact]
    public void Nothing_holds_in_a_gap()
    {
        var (track, began) = EpisodeRules.Advance(EpisodeTrack.Idle, R(0, 10), [R(9, 10)], TimeSpan.Zero, TimeSpan.FromSeconds(3));
        var (_, after) = EpisodeRules.Advance(track, R(60, 70), [R(60, 61)], TimeSpan.Zero, TimeSpan.FromSeconds(3));

        Assert.Equal([new EpisodeChange(R(9, 10), false)], began);
        Assert.Equal([new EpisodeChange(R(9, 10), true), new EpisodeChange(R(60, 61), false), new EpisodeChange(R(60, 61), true)], after);
    }

    [Fact]
    public void However_the_footage_is_cut_the_episodes_are_the_same()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var spans = new List<TimeRange>();
            for (var at = random.Next(5); at < 95; at += random.Next(1, 9))
            {
                var end = Math.Min(100, at + random.Next(1, 7));
                spans.Add(R(at, end));
                at = end;
            }

            var (on, off) = (random.Next(5), random.Next(5));
            var whole = Run(spans, on, off, [100]);
            var cut = Run(spans, on, off, [.. Enumerable.Range(1, 99).Where(_ => random.Next(6) == 0), 100]);
            // Told earlier where segments are short, and of the same episodes.
            Assert.True(whole.SequenceEqual(cut), $"seed {seed}: {string.Join(", ", whole)} but cut {string.Join(", ", cut)}");
        }
    }

    private static TimeRange R(double start, double end) => new(MediaTime.FromSeconds(start), MediaTime.FromSeconds(end));

    private static List<string> Run(IReadOnlyList<TimeRange> spans, double on, double off, IReadOnlyList<double> cuts)
    {
        var (track, told, from) = (EpisodeTrack.Idle, new List<EpisodeChange>(), 0.0);
        foreach (var to in cuts)
        {
            var (next, changes) = EpisodeRules.Advance(track, R(from, to), spans, TimeSpan.FromSeconds(on), TimeSpan.FromSeconds(off));
            (track, from) = (next, to);
            told.AddRange(changes);
        }

        told.AddRange(EpisodeRules.Finish(track).Changes);
        return [.. told.Select(c => c.Ended ? FormattableString.Invariant($"ended {c.Range.Start.Seconds}-{c.Range.End.Seconds}") : FormattableString.Invariant($"began {c.Range.Start.Seconds}"))];
    }
}
