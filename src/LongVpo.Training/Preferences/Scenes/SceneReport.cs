using System.Collections.Immutable;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Stage1;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>What a run over long videos made and what it threw away. It follows from the files alone, so a run that was killed has the same one.</summary>
/// <param name="Model">Digest of the model.</param>
/// <param name="Videos">Which videos.</param>
/// <param name="Captioner">Who captioned scenes that had no caption.</param>
/// <param name="Writer">Who wrote the questions.</param>
/// <param name="Judge">Who judged responses by words.</param>
/// <param name="Seed">What was drawn from.</param>
/// <param name="Attempts">How many were made.</param>
/// <param name="Pairs">How many made a pair.</param>
/// <param name="Yield">Their share.</param>
/// <param name="Filters">Every filter in the order of an attempt, with what it let through.</param>
/// <param name="Kinds">Pairs by what made the dispreferred response worse.</param>
/// <param name="Scenes">Pairs by scenes of their video.</param>
/// <param name="Types">Pairs by type of question, as TPO's paper divides them.</param>
/// <param name="Refusals">Share of dispreferred responses that only say that nothing is to be seen.</param>
/// <param name="Enough">Whether there are as many pairs as were wanted.</param>
public sealed record SceneReport(
    string Model, string Videos, string Captioner, string Writer, string Judge, long Seed, long Attempts, long Pairs, double Yield, ImmutableArray<FilterYield> Filters,
    ImmutableSortedDictionary<string, int> Kinds, ImmutableSortedDictionary<int, int> Scenes, ImmutableSortedDictionary<string, int> Types, double Refusals, bool Enough)
{
    internal static SceneReport Of(SceneSources sources, long seed, PairLog log, IReadOnlyCollection<PreferencePair> pairs, long wanted) => new(
        sources.Digest, sources.Videos.Name, sources.Captioner.Name, sources.Writer.Name, sources.Judge.Name, seed, log.Next, log.Count, log.Next == 0 ? 0 : (double)log.Count / log.Next,
        Stage1Report.Funnel(log.Next, log.Rejects, SceneReasons.All), Count(pairs, static pair => PairWords.Of(pair.RejectedKind)),
        pairs.GroupBy(static pair => pair.Context.Clips.Length).ToImmutableSortedDictionary(static length => length.Key, static length => length.Count()), Count(pairs, static pair => QuestionTypes.Of(pair.Question)),
        pairs.Count == 0 ? 0 : pairs.Average(static pair => PairRules.IsRefusal(pair.Rejected) ? 1.0 : 0), log.Count >= wanted);

    private static ImmutableSortedDictionary<string, int> Count(IEnumerable<PreferencePair> pairs, Func<PreferencePair, string> by) =>
        pairs.GroupBy(by, StringComparer.Ordinal).ToImmutableSortedDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);
}
