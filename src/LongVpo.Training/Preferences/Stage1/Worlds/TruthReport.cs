using System.Collections.Immutable;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Pairs.Pictures;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Stage1.Worlds;

/// <summary>Holds pairs of the scripted world against its script. The script is looked at here and nowhere else: what it says never reaches a pair.</summary>
/// <param name="Pairs">Pairs that could be judged.</param>
/// <param name="Unjudged">Pairs of other footage, without an anchor, or with a question of another form.</param>
/// <param name="PreferredRight">Share of preferred responses that are right about the anchor; a question that does not fit the anchor counts as wrong.</param>
/// <param name="DispreferredWrong">Share of dispreferred responses that are wrong about it.</param>
/// <param name="Unfounded">Share of questions that do not fit the anchor, because the model saw another thing there.</param>
/// <param name="Twins">Share of composites in which the question fits another clip as well.</param>
/// <param name="TwinActors">Share in which another clip shows the anchor's actor, asked about or not.</param>
/// <param name="Vague">Share of questions that point at fewer than two elements.</param>
/// <param name="ToldByWords">Share of pairs that length and words alone tell apart; 0.5 is a coin.</param>
/// <param name="Families">By kind of question: pairs, preferred right, dispreferred wrong.</param>
public sealed record TruthReport(
    int Pairs, int Unjudged, double PreferredRight, double DispreferredWrong, double Unfounded, double Twins, double TwinActors, double Vague, double ToldByWords,
    ImmutableSortedDictionary<string, TruthCell> Families)
{
    /// <summary>Judges pairs.</summary>
    public static TruthReport Of(IReadOnlyList<PreferencePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var judged = pairs.Select(Judge).OfType<Judged>().ToList();
        double Share(Func<Judged, bool> holds) => judged.Count == 0 ? 0 : (double)judged.Count(holds) / judged.Count;
        return new TruthReport(
            judged.Count, pairs.Count - judged.Count, Share(static one => one.IsRight), Share(static one => one.IsWrong), Share(static one => !one.IsFounded), Share(static one => one.HasTwin), Share(static one => one.HasTwinActor),
            Share(static one => one.IsVague), ShortcutJudge.Accuracy(pairs),
            judged.GroupBy(static one => one.Family).ToImmutableSortedDictionary(
                static family => family.Key.ToString(), static family => new TruthCell(family.Count(), family.Average(static one => one.IsRight ? 1.0 : 0), family.Average(static one => one.IsWrong ? 1.0 : 0)), StringComparer.Ordinal));
    }

    private static Judged? Judge(PreferencePair pair)
    {
        if (pair.Context.Anchor is not { } anchor || AskedScene.Read(pair.Question) is not { } asked) return null;
        var scenes = new List<Scene>();
        foreach (var clip in pair.Context.Clips)
        {
            if (WorldMedia.Parse(clip.Media) is not { } media) return null;
            scenes.Add(media.Script().Scenes[media.Scene]);
        }

        var (own, others) = (scenes[anchor], scenes.Where((_, i) => i != anchor).ToList());
        var isFounded = asked.Fits(own);
        return new Judged(
            asked.Family, isFounded, isFounded && PairRules.Same(pair.Chosen, asked.Answer(own)), !PairRules.Same(pair.Rejected, asked.Answer(own)),
            others.Any(asked.Fits), others.Any(other => other.Actor == own.Actor), asked.IsVague);
    }

    private sealed record Judged(QuestionFamily Family, bool IsFounded, bool IsRight, bool IsWrong, bool HasTwin, bool HasTwinActor, bool IsVague);
}
