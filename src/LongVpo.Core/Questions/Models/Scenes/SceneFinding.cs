using System.Collections.Immutable;

namespace LongVpo.Core.Questions.Models.Scenes;

/// <summary>Which scenes a question means.</summary>
/// <param name="Target">The scene that decides; null where there is none or not one.</param>
/// <param name="Evidence">All scenes that the answer follows from, in time order; where a question fits several, those.</param>
/// <param name="Cue">Whom the question means, in its own words.</param>
/// <param name="Problem">Why there is no answer, as one sentence; null where there is one.</param>
public sealed record SceneFinding(SeenScene? Target, ImmutableArray<SeenScene> Evidence, string Cue, string? Problem)
{
    public static SceneFinding Found(SeenScene target, string cue, params ReadOnlySpan<SeenScene> evidence) =>
        new(target, [.. evidence.ToArray().Distinct().OrderBy(scene => scene.Range.Start)], cue, null);

    public static SceneFinding None(string cue, string problem, params ReadOnlySpan<SeenScene> near) => new(null, [.. near], cue, problem);
}
