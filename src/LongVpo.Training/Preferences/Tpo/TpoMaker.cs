using System.Collections.Immutable;
using LongVpo.Training.Preferences.Making;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Scenes;
using LongVpo.Training.Preferences.Stage1;

namespace LongVpo.Training.Preferences.Tpo;

/// <summary>
/// Makes a pair of temporal preference optimisation (Li et al. 2025). About one scene, the preferred response is from that scene and the dispreferred one from others; about the whole video,
/// the preferred response is from all frames and the dispreferred one from a few. A judge that sees captions alone keeps or drops the pair.
/// </summary>
internal sealed class TpoMaker(TpoSettings settings, SceneSources sources) : ISceneMaker
{
    public async Task<PairAttempt> MakeAsync(SceneTask task, CancellationToken cancellationToken)
    {
        ImmutableArray<int> all = [.. Enumerable.Range(0, task.Video.Scenes.Length)];
        var isLocal = task.Query.Scenes.Length == 1;
        var shown = isLocal ? task.Query.Scenes : all;
        ImmutableArray<int> worse = isLocal ? [task.Random.Of([.. all.Except(task.Query.Scenes)])] : all;
        var frames = isLocal ? 0 : Math.Max(1, (int)(settings.Sparse * task.Video.Scenes.Sum(static scene => scene.Frames.Length)));

        if (await sources.Asker.AnswerAsync(task.Number, shown, task.Query.Question, frames: 0, cancellationToken) is not { } chosen) return PairAttempt.No(RejectReasons.Unfinished);
        if (string.IsNullOrWhiteSpace(chosen)) return PairAttempt.No(RejectReasons.Empty);
        if (settings.LeastCertainty > 0 && isLocal && await sources.Asker.CertaintyAsync(task.Number, shown, task.Query.Question, chosen, cancellationToken) < settings.LeastCertainty) return PairAttempt.No(RejectReasons.UnsureResponse);
        if (await sources.Asker.AnswerAsync(task.Number, worse, task.Query.Question, frames, cancellationToken) is not { } rejected) return PairAttempt.No(RejectReasons.UnfinishedOther);
        if (QuestionRules.Fault(task.Query.Question, chosen, rejected) is { } unusable) return PairAttempt.No(unusable);
        if (await sources.Judge.FaultAsync(task.Entry.Scenes, task.Query, chosen, rejected, cancellationToken) is { } judged) return PairAttempt.No(judged);
        return new PairAttempt(
            new PreferencePair(
                PreferencePair.CurrentSchema, FormattableString.Invariant($"tpo-{task.Attempt:000000}"), PairStage.Tpo, task.Query.Question, chosen, rejected, new PairContext(task.Video.Scenes, task.Query.Scenes),
                shown, worse, isLocal ? RejectedKind.Irrelevant : RejectedKind.Downsample, new PairMaking(sources.Digest, (ulong)settings.Seed, settings.Version, task.Attempt, sources.Writer.Name), task.Video.Split,
                null, new PairFilters(Judge: sources.Judge.Name)),
            null);
    }
}
