using System.Collections.Immutable;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Pairs.Pictures;
using LongVpo.Training.Preferences.Stage1.Worlds;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Scenes.Worlds;

/// <summary>Holds pairs and captions of episodes against their script. The script is looked at here and nowhere else: what it says never reaches a pair.</summary>
/// <param name="Pairs">Pairs that could be judged.</param>
/// <param name="Unjudged">Pairs of other footage, or with a question of another form.</param>
/// <param name="PreferredRight">Share of preferred responses that are right; a question that the script does not answer counts as wrong.</param>
/// <param name="DispreferredWrong">Share of dispreferred responses that are wrong.</param>
/// <param name="Unfounded">Share of questions that the script answers in no way or in several, because captions were wrong.</param>
/// <param name="CitedRight">Share of the others whose scenes were named rightly.</param>
/// <param name="ToldByWords">Share of pairs that length and words alone tell apart; 0.5 is a coin.</param>
/// <param name="Families">By kind of question: pairs, preferred right, dispreferred wrong.</param>
/// <param name="CaptionsRight">Share of captions that are right in every part, by the quarter of the video they are of; empty without captions. A falling line would be mistakes that spread.</param>
public sealed record EpisodeTruth(
    int Pairs, int Unjudged, double PreferredRight, double DispreferredWrong, double Unfounded, double CitedRight, double ToldByWords, ImmutableSortedDictionary<string, TruthCell> Families,
    ImmutableArray<double> CaptionsRight)
{
    private const int Quarters = 4;

    /// <summary>Judges pairs, and the captions that they came from.</summary>
    public static EpisodeTruth Of(IReadOnlyList<PreferencePair> pairs, IEnumerable<SceneEntry> captions)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(captions);
        var judged = pairs.Select(Judge).OfType<Judged>().ToList();
        double Share(IReadOnlyCollection<Judged> of, Func<Judged, bool> holds) => of.Count == 0 ? 0 : (double)of.Count(holds) / of.Count;
        return new EpisodeTruth(
            judged.Count, pairs.Count - judged.Count, Share(judged, static one => one.IsRight), Share(judged, static one => one.IsWrong), Share(judged, static one => !one.IsFounded),
            Share([.. judged.Where(static one => one.IsFounded)], static one => one.IsCitedRight), ShortcutJudge.Accuracy(pairs),
            judged.GroupBy(static one => one.Family).ToImmutableSortedDictionary(
                static family => family.Key.ToString(), static family => new TruthCell(family.Count(), family.Average(static one => one.IsRight ? 1.0 : 0), family.Average(static one => one.IsWrong ? 1.0 : 0)), StringComparer.Ordinal),
            Captions(captions));
    }

    private static Judged? Judge(PreferencePair pair)
    {
        var media = pair.Context.Clips.Select(static clip => WorldMedia.Parse(clip.Media)).ToList();
        if (media.Any(static one => one is not { IsEpisode: true })) return null;
        var scenes = media[0]!.Value.Script().Scenes;
        if (AskedEpisode.Of(pair.Question, scenes) is not { } asked) return null;
        return new Judged(
            asked.Family, asked.Answer is not null, asked.Answer is not null && PairRules.Same(pair.Chosen, asked.Answer), asked.Answer is null || !PairRules.Same(pair.Rejected, asked.Answer),
            asked.Scenes.SequenceEqual(pair.Context.Relevant));
    }

    private static ImmutableArray<double> Captions(IEnumerable<SceneEntry> entries)
    {
        var (right, all) = (new int[Quarters], new int[Quarters]);
        foreach (var entry in entries)
        {
            if (WorldMedia.Parse($"{entry.SourceId}#0") is not { } media) continue;
            var script = media.Script();
            foreach (var scene in entry.Scenes)
            {
                var quarter = scene.Scene * Quarters / script.Scenes.Length;
                all[quarter]++;
                if (scene.Caption.Replace("is back and ", string.Empty, StringComparison.Ordinal) == Questions.Caption(script, scene.Scene).Replace("is back and ", string.Empty, StringComparison.Ordinal)) right[quarter]++;
            }
        }

        return all.All(static count => count == 0) ? [] : [.. right.Zip(all, static (good, count) => count == 0 ? 0 : (double)good / count)];
    }

    private sealed record Judged(QuestionFamily Family, bool IsFounded, bool IsRight, bool IsWrong, bool IsCitedRight);
}
