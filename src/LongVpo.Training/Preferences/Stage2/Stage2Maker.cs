using System.Collections.Immutable;
using LongVpo.Training.Preferences.Making;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Scenes;
using LongVpo.Training.Preferences.Stage1;

namespace LongVpo.Training.Preferences.Stage2;

/// <summary>
/// Makes a pair of LongVPO's second stage: a question that needs several scenes, answered by the model from those scenes, and answered from a part of them or from others. What it becomes follows
/// from the settings and the attempt's number alone.
/// </summary>
internal sealed class Stage2Maker(Stage2Settings settings, SceneSources sources) : ISceneMaker
{
    public async Task<PairAttempt> MakeAsync(SceneTask task, CancellationToken cancellationToken)
    {
        var cited = task.Query.Scenes;
        if (cited.Length < settings.LeastCited || cited.Length > settings.MostCited) return PairAttempt.No(SceneReasons.Citation);
        if (cited[^1] - cited[0] < settings.LeastSpan) return PairAttempt.No(SceneReasons.Span);

        if (await PreferAsync(task, cancellationToken) is not { } chosen) return PairAttempt.No(RejectReasons.Unfinished);
        if (string.IsNullOrWhiteSpace(chosen)) return PairAttempt.No(RejectReasons.Empty);
        if (settings.LeastCertainty > 0 && settings.Preferred == PreferredContext.Critical && await sources.Asker.CertaintyAsync(task.Number, cited, task.Query.Question, chosen, cancellationToken) < settings.LeastCertainty)
            return PairAttempt.No(RejectReasons.UnsureResponse);
        if (!await sources.Judge.AgreeAsync(task.Query.Question, chosen, task.Query.Answer, cancellationToken)) return PairAttempt.No(SceneReasons.Disagrees);
        if (await AskAsync(task, [], cancellationToken) is { } guessed && PairRules.Same(guessed, chosen)) return PairAttempt.No(SceneReasons.Blind);
        if (await ChangesAsync(task, chosen, cancellationToken) < settings.LeastChanges) return PairAttempt.No(SceneReasons.LeaveOneOut);

        var kind = task.Random.Below(100) < settings.PartialPercent ? RejectedKind.Partial : RejectedKind.Irrelevant;
        var (shown, rejected, fault) = await DegradeAsync(task, kind, chosen, cancellationToken);
        if (fault is not null) return PairAttempt.No(fault);
        if (QuestionRules.Fault(task.Query.Question, chosen, rejected!) is { } unusable) return PairAttempt.No(unusable);
        return new PairAttempt(Pair(task, chosen, rejected!, shown, kind), null);
    }

    private Task<string?> AskAsync(SceneTask task, ImmutableArray<int> scenes, CancellationToken cancellationToken) =>
        sources.Asker.AnswerAsync(task.Number, scenes, task.Query.Question, frames: 0, cancellationToken);

    private Task<string?> PreferAsync(SceneTask task, CancellationToken cancellationToken) => settings.Preferred switch
    {
        PreferredContext.Critical => AskAsync(task, task.Query.Scenes, cancellationToken),
        PreferredContext.Full => AskAsync(task, All(task), cancellationToken),
        PreferredContext.Captions => sources.Asker.AnswerAsync(
            task.Number, task.Query.Scenes, $"{string.Join('\n', task.Query.Scenes.Select(scene => task.Entry.Scenes[scene].Caption))}\n{task.Query.Question}", frames: 0, cancellationToken),
        _ => Task.FromResult<string?>(task.Query.Answer),
    };

    // How many scenes the answer hangs on: without each of them alone it must be another one.
    private async Task<int> ChangesAsync(SceneTask task, string chosen, CancellationToken cancellationToken)
    {
        var changes = 0;
        for (var i = 0; i < task.Query.Scenes.Length && changes < settings.LeastChanges; i++)
            if (await AskAsync(task, task.Query.Scenes.RemoveAt(i), cancellationToken) is not { } answer || !PairRules.Same(answer, chosen)) changes++;
        return changes;
    }

    private async Task<(ImmutableArray<int> Shown, string? Rejected, string? Fault)> DegradeAsync(SceneTask task, RejectedKind kind, string chosen, CancellationToken cancellationToken)
    {
        var tried = kind == RejectedKind.Partial ? Parts(task) : Others(task);
        var fault = SceneReasons.StillRight;
        foreach (var shown in tried)
        {
            if (await AskAsync(task, shown, cancellationToken) is not { } answer) fault = RejectReasons.UnfinishedOther;
            // From what still tells the answer, nothing is learned.
            else if (await sources.Judge.AgreeAsync(task.Query.Question, answer, chosen, cancellationToken)) fault = SceneReasons.StillRight;
            else return (shown, answer, null);
        }

        return ([], null, fault);
    }

    // Half of the scenes, in every order of chance that leaves other ones.
    private static List<ImmutableArray<int>> Parts(SceneTask task)
    {
        var (cited, size) = (task.Query.Scenes, Math.Max(1, task.Query.Scenes.Length / 2));
        var order = task.Random.Shuffled(cited);
        return [.. Enumerable.Range(0, cited.Length).Select(begin => Enumerable.Range(begin, size).Select(i => order[i % order.Length]).Order().ToImmutableArray()).DistinctBy(static part => string.Join(',', part))];
    }

    // As many scenes as the question rests on, none of them next to one of these.
    private static List<ImmutableArray<int>> Others(SceneTask task)
    {
        var cited = task.Query.Scenes;
        var far = Enumerable.Range(0, task.Video.Scenes.Length).Where(scene => cited.All(one => Math.Abs(one - scene) > 1)).ToList();
        return far.Count == 0 ? [] : [[.. task.Random.Shuffled(far).Take(cited.Length).Order()], [.. task.Random.Shuffled(far).Take(cited.Length).Order()]];
    }

    private static ImmutableArray<int> All(SceneTask task) => [.. Enumerable.Range(0, task.Video.Scenes.Length)];

    private PreferencePair Pair(SceneTask task, string chosen, string rejected, ImmutableArray<int> shown, RejectedKind kind) => new(
        PreferencePair.CurrentSchema, FormattableString.Invariant($"s2-{task.Attempt:000000}"), PairStage.Stage2, task.Query.Question, chosen, rejected, new PairContext(task.Video.Scenes, task.Query.Scenes),
        settings.Preferred switch { PreferredContext.Full => All(task), PreferredContext.Text => [], _ => task.Query.Scenes }, shown, kind,
        new PairMaking(sources.Digest, (ulong)settings.Seed, settings.Version, task.Attempt, sources.Writer.Name), task.Video.Split, null, new PairFilters(Judge: sources.Judge.Name));
}
