using System.Collections.Immutable;
using System.Globalization;
using LongVpo.Core.Models.Asking;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions.Models.Scenes;

/// <summary>
/// Finds the scenes that a question means by what a model said of each. It answers nothing that several scenes fit, and goes to no neighbour that it does not know: a scene that is missing
/// takes the answer with it.
/// </summary>
public static class SceneLookup
{
    private const string Who = "who";
    private const string Where = "where";
    private static readonly string[] CueFields = [Who, "does", Where, "number"];

    /// <summary>Looks a question up.</summary>
    /// <param name="scenes">The scenes of one video in order.</param>
    /// <param name="search">How the question points at them.</param>
    /// <param name="asked">The question's fields.</param>
    public static SceneFinding Find(ImmutableArray<SeenScene> scenes, SceneSearch search, IReadOnlyDictionary<string, string> asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (search == SceneSearch.At) return Moment(scenes, asked);
        if (search == SceneSearch.Earliest) return Earliest(scenes, asked);
        var cue = asked.GetValueOrDefault("cue", asked.GetValueOrDefault(Who, "it"));
        var fits = Fitting(scenes, asked, string.Empty);
        if (fits.IsEmpty) return SceneFinding.None(cue, Wording.Sentence($"{cue} was not seen: {Wording.Count(scenes.Count(scene => scene.IsKnown), "scene")} so far, and none shows it"));
        switch (search)
        {
            case SceneSearch.First:
                return SceneFinding.Found(scenes[fits[0]], cue, scenes[fits[0]]);
            case SceneSearch.Last:
                return SceneFinding.Found(scenes[fits[^1]], cue, scenes[fits[^1]]);
            case SceneSearch.Count:
                return SceneFinding.Found(scenes[fits[0]], cue, [.. fits.Select(at => scenes[at])]);
            case SceneSearch.Second:
                return fits.Length > 1 ? SceneFinding.Found(scenes[fits[1]], cue, scenes[fits[0]], scenes[fits[1]]) : SceneFinding.None(cue, Wording.Sentence($"{cue} was seen only once"), scenes[fits[0]]);
        }

        if (fits is not [var only]) return SceneFinding.None(cue, $"That cannot be told: {Wording.Count(fits.Length, "scene")} fit {cue}.", [.. fits.Select(at => scenes[at])]);
        return search switch
        {
            SceneSearch.Only => SceneFinding.Found(scenes[only], cue, scenes[only]),
            SceneSearch.Next => Next(scenes, only, cue, scenes[only]),
            SceneSearch.Partner => Partner(scenes, only, cue).Finding,
            _ => Partner(scenes, only, cue) is { Target: { } partner } ? Next(scenes, partner, cue, scenes[only], scenes[partner]) : Partner(scenes, only, cue).Finding,
        };
    }

    private static SceneFinding Next(ImmutableArray<SeenScene> scenes, int at, string cue, params ReadOnlySpan<SeenScene> way) =>
        at + 1 < scenes.Length && scenes[at + 1].IsKnown
            ? SceneFinding.Found(scenes[at + 1], cue, [.. way, scenes[at + 1]])
            : SceneFinding.None(cue, "What comes right after it was not seen.", way);

    private static (int? Target, SceneFinding Finding) Partner(ImmutableArray<SeenScene> scenes, int at, string cue)
    {
        var here = scenes[at].Fields;
        var others = Enumerable.Range(0, scenes.Length)
            .Where(other => other != at && scenes[other].IsKnown && scenes[other].Fields.GetValueOrDefault(Where) == here.GetValueOrDefault(Where) && scenes[other].Fields.GetValueOrDefault(Who) != here.GetValueOrDefault(Who))
            .ToList();
        return others switch
        {
            [var one] => (one, SceneFinding.Found(scenes[one], cue, scenes[at], scenes[one])),
            [] => (null, SceneFinding.None(cue, "Nothing else was seen in the same place.", scenes[at])),
            _ => (null, SceneFinding.None(cue, $"That cannot be told: {Wording.Count(others.Count, "other scene")} are in the same place.", [scenes[at], .. others.Select(other => scenes[other])])),
        };
    }

    private static SceneFinding Earliest(ImmutableArray<SeenScene> scenes, IReadOnlyDictionary<string, string> asked)
    {
        var named = new List<(int At, string Cue)>();
        for (var number = 1; asked.ContainsKey(Who + Digit(number)); number++)
            if (Fitting(scenes, asked, Digit(number)) is [var first, ..]) named.Add((first, asked.GetValueOrDefault("cue" + Digit(number), asked[Who + Digit(number)])));
        if (named.Count == 0) return SceneFinding.None("it", "None of those was seen.");
        var (at, cue) = named.MinBy(one => one.At);
        if (named.Count == 1) return SceneFinding.None(cue, $"Of those only {cue} was seen.", scenes[at]);
        return SceneFinding.Found(scenes[at], cue, [.. named.Select(one => scenes[one.At])]);
    }

    private static SceneFinding Moment(ImmutableArray<SeenScene> scenes, IReadOnlyDictionary<string, string> asked)
    {
        var clock = asked.GetValueOrDefault("at", string.Empty);
        var seconds = 0.0;
        foreach (var part in clock.Split(':')) seconds = (seconds * 60) + (double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : double.NaN);
        if (!double.IsFinite(seconds)) return SceneFinding.None(clock, $"{clock} is no time.");
        var moment = MediaTime.FromSeconds(seconds);
        var scene = scenes.FirstOrDefault(one => one.IsKnown && one.Segments.Any(segment => segment.Span.Range.Start <= moment && moment < segment.Span.Range.End));
        return scene is not null ? SceneFinding.Found(scene, clock, scene) : SceneFinding.None(clock, $"Nothing is known of {clock}.");
    }

    private static ImmutableArray<int> Fitting(ImmutableArray<SeenScene> scenes, IReadOnlyDictionary<string, string> asked, string suffix) =>
        [.. Enumerable.Range(0, scenes.Length).Where(at => scenes[at].IsKnown && CueFields.All(field => !asked.TryGetValue(field + suffix, out var wanted) || scenes[at].Fields.GetValueOrDefault(field) == wanted))];

    private static string Digit(int number) => number.ToString(CultureInfo.InvariantCulture);
}
