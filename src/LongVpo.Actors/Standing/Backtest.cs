using LongVpo.Core.Standing;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Standing;

/// <summary>Runs a standing question over stored footage by the rules of the live run, and stores nothing, so that it can be tried before it is armed.</summary>
internal static class Backtest
{
    /// <param name="question">What is tried.</param>
    /// <param name="videos">Which footage.</param>
    /// <param name="parts">What it works through.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<BacktestResult> RunAsync(StandingQuestion question, IReadOnlyList<VideoId> videos, StandingParts parts, CancellationToken cancellationToken)
    {
        var rules = new StandingRules(question, parts.Options);
        var notices = new List<StandingNotice>();
        var (evaluations, skipped, left) = (0L, 0L, parts.Options.BacktestSegmentsMost);
        foreach (var video in videos.Where(rules.Concerns))
        {
            var state = StandingState.Empty;
            var segments = await parts.Segments.ReadSegmentsAsync(video, within: null, asOf: null, cancellationToken);
            foreach (var segment in segments.Take(left))
            {
                var version = state.Version + 1;
                var step = rules.Decide(video, state, version, new SegmentSealed(segment, question.Since));
                var outcome = step.Outcome ?? rules.Conclude(video, state, version, segment, await parts.Ask(step.Ask!, cancellationToken));
                state = outcome.State;
                notices.AddRange(outcome.Notices);
            }

            left -= Math.Min(left, segments.Count);
            (evaluations, skipped) = (evaluations + state.Evaluations, skipped + state.Skipped);
            if (left == 0) return new BacktestResult([.. notices], evaluations, skipped, Complete: false);
        }

        return new BacktestResult([.. notices], evaluations, skipped, Complete: true);
    }
}
