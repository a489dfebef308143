using System.Collections.Immutable;
using LongVpo.Training.Preferences.Making;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>
/// Makes one attempt at a pair: a question about an anchor clip, answered on the anchor and on another clip, among clips that are unlike it. What an attempt becomes follows from the settings
/// and its number alone, whatever was made before it and beside it.
/// </summary>
internal sealed class Stage1Maker(Stage1Settings settings, Stage1Sources sources, ClipAsker asker, IReadOnlySet<string> withdrawn)
{
    private const ulong DrawPurpose = 5UL << 56;
    private readonly DistractorDraw _distractors = new(sources.Pool, sources.Descriptor, settings, withdrawn);

    public async Task<PairAttempt> MakeAsync(long attempt, CancellationToken cancellationToken)
    {
        var random = WorldRandom.For(settings.Seed, DrawPurpose + (ulong)attempt);
        var clips = Length(random.Below(100));
        var place = Place(clips, random);
        var anchor = random.Below(sources.Pool.Count);
        if (withdrawn.Contains(sources.Pool.At(anchor).SourceId)) return PairAttempt.No(RejectReasons.Withdrawn);
        if (!await _distractors.IsSeenAsync(anchor, cancellationToken)) return PairAttempt.No(RejectReasons.Dark);

        var caption = await asker.CaptionAsync(anchor, cancellationToken);
        if (!await IsSureAsync(anchor, caption, cancellationToken)) return PairAttempt.No(RejectReasons.UnsureCaption);
        if (await sources.Writer.WriteAsync(asker, anchor, caption, random, cancellationToken) is not { } question) return PairAttempt.No(RejectReasons.NoQuestion);
        if (QuestionRules.Fault(question, settings.QuestionWords) is { } unfit) return PairAttempt.No(unfit);
        if (!settings.Without.HasFlag(Stage1Parts.Rule) && RuleJudge.Fault(question, caption, []) is { } vague) return PairAttempt.No(vague);
        if (await asker.AnswerAsync(anchor, question, cancellationToken) is not { } chosen) return PairAttempt.No(RejectReasons.Unfinished);
        if (string.IsNullOrWhiteSpace(chosen)) return PairAttempt.No(RejectReasons.Empty);
        if (!settings.Without.HasFlag(Stage1Parts.Certainty) && (await asker.ReferenceAsync(anchor, question, chosen, cancellationToken)).Sum < Math.Log(settings.LeastCertainty)) return PairAttempt.No(RejectReasons.UnsureResponse);
        var fit = await FitAsync(anchor, question, caption, chosen, cancellationToken);
        if (fit.Blind < settings.BlindMargin) return PairAttempt.No(RejectReasons.Blind);

        var specific = double.PositiveInfinity;
        var drawn = await _distractors.DrawAsync(anchor, clips - 1, random, async clip =>
        {
            var (margin, reason) = await fit.OfAsync(clip, cancellationToken);
            if (reason is null) specific = Math.Min(specific, margin);
            return reason;
        }, cancellationToken);
        if (drawn.Reason is { } unfilled) return PairAttempt.No(unfilled);
        var misled = random.Below(drawn.Clips.Length);
        if (await asker.AnswerAsync(drawn.Clips[misled], question, cancellationToken) is not { } rejected) return PairAttempt.No(RejectReasons.UnfinishedOther);
        if (QuestionRules.Fault(question, chosen, rejected) is { } unusable) return PairAttempt.No(unusable);
        var reference = await ReferenceAsync(anchor, question, chosen, rejected, cancellationToken);
        var isJudged = !settings.Without.HasFlag(Stage1Parts.Margin);
        var filters = new PairFilters(drawn.Likeness, isJudged ? specific : null, isJudged ? fit.Blind : null, settings.Without.HasFlag(Stage1Parts.Rule) ? "none" : RuleJudge.Name);
        return new PairAttempt(Pair(attempt, question, (chosen, rejected), (anchor, place), (drawn.Clips, misled), reference, filters), null);
    }

    // What a model sees wrong it mostly says with less conviction; a caption that came with the clip is not its own.
    private async ValueTask<bool> IsSureAsync(int anchor, string caption, CancellationToken cancellationToken) =>
        settings.Without.HasFlag(Stage1Parts.Certainty) || caption.Length == 0 || sources.Pool.Caption(anchor) is not null ||
        (await asker.ReferenceAsync(anchor, settings.CaptionPrompt, caption, cancellationToken)).Sum >= Math.Log(settings.LeastCertainty);

    /// <summary>The answer must be far likelier on the anchor than on any other clip, or the question fits several, and than on none, or it can be guessed.</summary>
    private async Task<ClipFit> FitAsync(int anchor, string question, string caption, string chosen, CancellationToken cancellationToken)
    {
        if (settings.Without.HasFlag(Stage1Parts.Margin)) return new ClipFit(settings, asker, question, caption, chosen, double.PositiveInfinity, double.PositiveInfinity);
        var own = (await asker.ReferenceAsync(anchor, question, chosen, cancellationToken)).PerToken;
        var blind = own - (await asker.ScoreAsync(null, question, chosen, cancellationToken)).PerToken;
        return new ClipFit(settings, asker, question, caption, chosen, own, blind);
    }

    private async Task<PairReference?> ReferenceAsync(int anchor, string question, string chosen, string rejected, CancellationToken cancellationToken)
    {
        if (settings.Without.HasFlag(Stage1Parts.Reference)) return null;
        var (better, worse) = (await asker.ReferenceAsync(anchor, question, chosen, cancellationToken), await asker.ReferenceAsync(anchor, question, rejected, cancellationToken));
        return new PairReference(ReferenceMode.Anchor, sources.Digest, better.Sum, worse.Sum, better.Tokens, worse.Tokens);
    }

    private PreferencePair Pair(
        long attempt, string question, (string Chosen, string Rejected) responses, (int Clip, int Place) anchor, (int[] Clips, int Misled) others, PairReference? reference, PairFilters filters)
    {
        var clips = others.Clips.ToList();
        clips.Insert(anchor.Place, anchor.Clip);
        var misled = others.Misled < anchor.Place ? others.Misled : others.Misled + 1;
        return new PreferencePair(
            PreferencePair.CurrentSchema, FormattableString.Invariant($"s1-{attempt:000000}"), PairStage.Stage1, question, responses.Chosen, responses.Rejected,
            new PairContext([.. clips.Select(sources.Pool.At)], [anchor.Place], anchor.Place), [anchor.Place], [misled], RejectedKind.Distractor,
            new PairMaking(sources.Digest, (ulong)settings.Seed, Stage1Settings.PromptVersion, attempt, sources.Writer.Name), sources.Pool.Split, reference, filters);
    }

    private int Length(int percent)
    {
        foreach (var length in settings.Lengths)
            if ((percent -= length.Percent) < 0) return length.Clips;
        return settings.Lengths[^1].Clips;
    }

    private int Place(int clips, WorldRandom random)
    {
        var drawn = random.Below(clips);
        return settings.Place switch { AnchorPlace.First => 0, AnchorPlace.Last => clips - 1, _ => drawn };
    }
}
