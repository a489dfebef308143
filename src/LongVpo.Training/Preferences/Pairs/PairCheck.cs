using System.Collections.Immutable;
using System.Globalization;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>What a pair file is like as a whole: what it holds, what a model could learn from it instead of seeing, and what must not be trained on.</summary>
/// <param name="Pairs">How many.</param>
/// <param name="ByStage">By how they came about.</param>
/// <param name="BySplit">By what they may be used for.</param>
/// <param name="ByRejectedKind">By why the dispreferred response is worse.</param>
/// <param name="ByLicence">Clips by the terms of their footage; <c>none</c> where nothing is said.</param>
/// <param name="Refusals">Share of dispreferred responses that only say that nothing is to be seen.</param>
/// <param name="ToldByWords">Share of pairs in which length and words alone tell which response is preferred; 0.5 is a coin.</param>
/// <param name="AnchorUniformity">Probability of anchors at least as unevenly placed as these, were they placed at random; null without anchors.</param>
/// <param name="Problems">Everything that should be looked at.</param>
public sealed record PairCheck(
    int Pairs, ImmutableSortedDictionary<string, int> ByStage, ImmutableSortedDictionary<string, int> BySplit, ImmutableSortedDictionary<string, int> ByRejectedKind,
    ImmutableSortedDictionary<string, int> ByLicence, double Refusals, double ToldByWords, double? AnchorUniformity, ImmutableArray<PairProblem> Problems)
{
    // As many refusals as LongVPO's recipe allows here; above it a policy learns never to say that nothing is to be seen.
    private const double MostRefusals = 0.2;
    private const double MostTold = 0.55;
    private const double LeastUniformity = 0.001;

    /// <summary>Checks pairs as a whole.</summary>
    /// <param name="pairs">Each good by itself (<see cref="PairRules"/>).</param>
    /// <param name="held">Sources that evaluations use.</param>
    public static PairCheck Of(IReadOnlyList<PreferencePair> pairs, IReadOnlySet<string> held)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(held);
        var problems = ImmutableArray.CreateBuilder<PairProblem>();
        problems.AddRange(Repeated(pairs));
        problems.AddRange(Hygiene(pairs, held));
        problems.AddRange(pairs.Where(pair => PairRules.IsLengthTelling(pair.Chosen, pair.Rejected)).Select(pair => new PairProblem("length", pair.Id, "One response is more than twice as long as the other, which tells them apart without looking.")));
        problems.AddRange(pairs.Where(pair => pair.Context.Clips.Any(clip => clip.Licence is null)).Select(pair => new PairProblem("licence", pair.Id, "A clip does not say under what terms its footage may be used.")));
        var refusals = pairs.Count == 0 ? 0 : pairs.Average(pair => PairRules.IsRefusal(pair.Rejected) ? 1.0 : 0);
        if (refusals > MostRefusals) problems.Add(Whole("refusals", $"{Percent(refusals)} of the dispreferred responses only say that nothing is to be seen (at most {Percent(MostRefusals)} should): the model would learn never to say so."));
        var told = ShortcutJudge.Accuracy(pairs);
        if (told > MostTold) problems.Add(Whole("shortcut", $"Length and words alone tell {Percent(told)} of the pairs apart (at most {Percent(MostTold)} should): the model would learn those."));
        var anchors = AnchorPlaces.Uniformity(pairs);
        if (anchors < LeastUniformity) problems.Add(Whole("anchors", string.Create(CultureInfo.InvariantCulture, $"The anchors' places are not uniform (probability {anchors:0.0e+0}): the model would learn where to look.")));
        return new PairCheck(
            pairs.Count, Count(pairs, pair => PairWords.Of(pair.Stage)), Count(pairs, pair => PairWords.Of(pair.Split)), Count(pairs, pair => PairWords.Of(pair.RejectedKind)),
            Count(pairs.SelectMany(pair => pair.Context.Clips), clip => clip.Licence ?? "none"), refusals, told, anchors, problems.ToImmutable());
    }

    private static IEnumerable<PairProblem> Repeated(IReadOnlyList<PreferencePair> pairs)
    {
        foreach (var twice in pairs.GroupBy(pair => pair.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new PairProblem("id", twice.Key, $"{twice.Count()} pairs have this id: give each its own.");
        foreach (var twice in pairs.GroupBy(Content, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new PairProblem("repeated", twice.Last().Id, $"It says the same about the same clips as {twice.First().Id}: take one of them out.");
    }

    private static string Content(PreferencePair pair) =>
        string.Join('\u001f', new[] { pair.Question, pair.Chosen, pair.Rejected }.Concat(pair.Context.Clips.Select(clip => clip.SourceId + "/" + clip.ClipId)));

    private static IEnumerable<PairProblem> Hygiene(IReadOnlyList<PreferencePair> pairs, IReadOnlySet<string> held)
    {
        foreach (var source in pairs.SelectMany(pair => pair.Sources.Select(source => (Source: source, pair.Split))).Distinct().GroupBy(one => one.Source, StringComparer.Ordinal))
        {
            if (source.Count() > 1) yield return new PairProblem("split", source.Key, $"This source is in {string.Join(" and ", source.Select(one => PairWords.Of(one.Split)).Order(StringComparer.Ordinal))}: a source belongs to one.");
            if (held.Contains(source.Key) && source.Any(one => one.Split != PairSplit.Test)) yield return new PairProblem("held", source.Key, "This source is evaluated on and must not be trained on: withdraw it.");
        }
    }

    private static ImmutableSortedDictionary<string, int> Count<T>(IEnumerable<T> all, Func<T, string> by) =>
        all.GroupBy(by, StringComparer.Ordinal).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static PairProblem Whole(string kind, string sentence) => new(kind, null, sentence);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");
}
