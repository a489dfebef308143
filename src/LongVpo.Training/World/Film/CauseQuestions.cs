using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>Questions that follow calls back: who acts is seen, and who called it is said, in one scene after the other.</summary>
internal static class CauseQuestions
{
    /// <summary>The most calls that a question goes back.</summary>
    public const int CallsMost = 5;

    /// <summary>Each call of the way needs the scene in which it is told; the one who is found need not be looked at again.</summary>
    public static IEnumerable<FilmCandidate> All(FilmScript film, int calls)
    {
        ImmutableArray<int> told = [.. Enumerable.Range(0, film.Scenes.Length).Where(i => film.Scenes[i].Caller is not null)];
        var identities = film.World.Scenes.Select(scene => Named(scene.Actor)).Distinct().ToList();
        for (var last = calls - 1; last < told.Length; last++)
        {
            ImmutableArray<int> way = [.. told[(last - calls + 1)..(last + 1)]];
            var asked = film.Scenes[way[^1]].Scene.Actor;
            var text = $"who called {string.Concat(Enumerable.Repeat("the object that called ", calls - 1))}{Named(asked)}?";
            var candidate = new Candidate(way[^1], way, text, Named(film.Scenes[way[0]].Caller!.Value), identities.Where(name => name != Named(asked)), Identity.Trained.Select(Named));
            yield return new FilmCandidate(candidate, [.. way.Select(scene => new FilmEvidence(scene, film.Scenes[scene].Line!.When))]);
        }
    }

    private static string Named(Identity identity) => new Cue(identity).ToString();
}
