using System.Collections.Immutable;
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

    public async Task<Stage1Attempt> MakeAsync(long attempt, CancellationToken cancellationToken)
    {
        var random = WorldRandom.For(settings.Seed, DrawPurpose + (ulong)attempt);
        var clips = Length(random.Below(100));
        var place = Place(clips, random);
        var anchor = random.Below(sources.Pool.Count);
        if (withdrawn.Contains(sources.Pool.At(anchor).SourceId)) return Stage1Attempt.No(RejectReasons.Withdrawn);
        if (!await _distractors.IsSeenAsync(anchor, cancellationToken)) return Stage1Attempt.No(RejectReasons.Dark);

        var caption = await asker.CaptionAsync(anchor, cancellationToken);
        if (await sources.Writer.WriteAsync(asker, anchor, caption, random, cancellationToken) is not { } question) return Stage1Attempt.No(RejectReasons.NoQuestion);
        if (QuestionRules.Fault(question, settings.QuestionWords) is { } unfit) return Stage1Attempt.No(unfit);
        if (await _distractors.DrawAsync(anchor, clips - 1, random, cancellationToken) is not { } drawn) return Stage1Attempt.No(RejectReasons.NoDissimilar);
        if (await JudgeAsync(question, caption, drawn.Clips, cancellationToken) is { } ambiguous) return Stage1Attempt.No(ambiguous);

        var misled = random.Below(drawn.Clips.Length);
        var chosen = await asker.AnswerAsync(anchor, question, cancellationToken);
        var rejected = await asker.AnswerAsync(drawn.Clips[misled], question, cancellationToken);
        if (chosen is null || rejected is null) return Stage1Attempt.No(RejectReasons.Unfinished);
        if (QuestionRules.Fault(question, chosen, rejected) is { } unusable) return Stage1Attempt.No(unusable);
        var (margins, guessed) = await MarginsAsync(anchor, drawn.Clips, question, chosen, cancellationToken);
        if (guessed is not null) return Stage1Attempt.No(guessed);
        var reference = await ReferenceAsync(anchor, question, chosen, rejected, cancellationToken);
        var filters = margins with { MaxCos = drawn.Likeness, Judge = settings.Without.HasFlag(Stage1Parts.Rule) ? "none" : RuleJudge.Name };
        return new Stage1Attempt(Pair(attempt, question, (chosen, rejected), (anchor, place), (drawn.Clips, misled), reference, filters), null);
    }

    private async ValueTask<string?> JudgeAsync(string question, string caption, int[] others, CancellationToken cancellationToken)
    {
        if (settings.Without.HasFlag(Stage1Parts.Rule)) return null;
        var captions = new string[others.Length];
        for (var i = 0; i < others.Length; i++) captions[i] = await asker.CaptionAsync(others[i], cancellationToken);
        return RuleJudge.Fault(question, caption, captions);
    }

    /// <summary>The answer must be far likelier on the anchor than on any other clip, or the question fits several, and than on none, or it can be guessed.</summary>
    private async Task<(PairFilters Margins, string? Reason)> MarginsAsync(int anchor, int[] others, string question, string chosen, CancellationToken cancellationToken)
    {
        if (settings.Without.HasFlag(Stage1Parts.Margin)) return (new PairFilters(), null);
        var own = (await asker.ReferenceAsync(anchor, question, chosen, cancellationToken)).PerToken;
        var blind = own - (await asker.ScoreAsync(null, question, chosen, cancellationToken)).PerToken;
        var specific = double.PositiveInfinity;
        foreach (var other in others)
        {
            specific = Math.Min(specific, own - (await asker.ScoreAsync(other, question, chosen, cancellationToken)).PerToken);
            // One clip on which it is as likely is enough.
            if (specific < settings.SpecificMargin) return (new PairFilters(), RejectReasons.NotSpecific);
        }

        return (new PairFilters(SpecMargin: specific, BlindMargin: blind), blind < settings.BlindMargin ? RejectReasons.Blind : null);
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
