using LongVpo.Actors.Kernel;
using LongVpo.Core.Ports;
using LongVpo.Core.Standing;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Standing;

/// <summary>
/// Carries one standing question along the feed: it reads what was stored since its position, has the rules decide, asks where they want it, and stores the outcome before anyone is told.
/// A new incarnation goes on from the stored position, so nothing is skipped, and what was stored is not asked again.
/// </summary>
internal sealed class StandingQuestionActor(StandingQuestion question, IActorContext<LookAgain> context, WakeFlag woken, StandingParts parts, Bell news, TimeProvider time) : IActor<LookAgain>
{
    private readonly StandingRules _rules = new(question, parts.Options);
    private StandingProgress? _progress;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        woken.Clear();
        _progress = await parts.Store.ReadProgressAsync(question.Id, cancellationToken);
        context.TryTellSelf(LookAgain.Now, Lane.Data);
    }

    public async ValueTask HandleAsync(LookAgain message, CancellationToken cancellationToken)
    {
        // Before reading: what is stored from here on wakes it again.
        woken.Clear();
        if (_progress is not { } begun) return;
        var entries = await parts.Feed.ReadAsync(begun.Position, parts.Options.PageEntries, cancellationToken);
        var changed = new Dictionary<VideoId, StandingState>();
        foreach (var entry in entries.Where(entry => _rules.Concerns(entry.Video)))
        {
            var state = changed.GetValueOrDefault(entry.Video) ?? _progress.States.GetValueOrDefault(entry.Video, StandingState.Empty);
            var step = _rules.Decide(entry.Video, state, entry.Version, entry.Event);
            var outcome = step.Outcome ?? await AnswerAsync(entry, state, step, cancellationToken);
            changed[entry.Video] = outcome.State;
            // What was asked or is told is kept at once; what cost nothing waits for the end of the page.
            if (step.Ask is not null || outcome.Notices.Length > 0) await CommitAsync(entry.Position, changed, outcome.Notices, cancellationToken);
        }

        if (entries.Count > 0 && entries[^1].Position > _progress.Position) await CommitAsync(entries[^1].Position, changed, [], cancellationToken);
        if (entries.Count == parts.Options.PageEntries) context.TryTellSelf(LookAgain.Now, Lane.Data);
    }

    private async Task<StandingOutcome> AnswerAsync(FeedEntry entry, StandingState state, StandingStep step, CancellationToken cancellationToken)
    {
        var answer = await parts.Ask(step.Ask!, cancellationToken);
        return _rules.Conclude(entry.Video, state, entry.Version, ((SegmentSealed)entry.Event).Segment, answer);
    }

    private async Task CommitAsync(long position, Dictionary<VideoId, StandingState> changed, IReadOnlyList<StandingNotice> notices, CancellationToken cancellationToken)
    {
        await parts.Store.CommitAsync(question.Id, _progress!.Position, position, changed, notices, parts.Webhooks.WaitingMost, time.GetUtcNow(), cancellationToken);
        _progress = new StandingProgress(position, _progress.States.SetItems(changed));
        changed.Clear();
        if (notices.Count > 0) news.Ring();
    }
}
