using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>Questions about somebody who is seen several times: how often, what first, what last.</summary>
internal static class RecurrenceQuestions
{
    private const int CountMost = 5;

    /// <summary>The four choices are numbers in a row with the right one anywhere in it, so that their middle tells nothing.</summary>
    public static IEnumerable<FilmCandidate> Count(FilmScript film, WorldRandom random)
    {
        foreach (var (cue, scenes) in Cues(film.World))
        {
            if (scenes.Length > CountMost) continue;
            var lowest = scenes.Length - random.Below(Math.Min(3, scenes.Length) + 1);
            yield return new FilmCandidate(film, new Candidate(scenes[0], scenes, $"how many scenes show {cue}?", Scenes(scenes.Length), [], Enumerable.Range(lowest, 4).Select(Scenes)));
        }
    }

    public static IEnumerable<FilmCandidate> First(FilmScript film) =>
        from seen in Cues(film.World)
        where film.World.Scenes[seen.Scenes[0]].Action != film.World.Scenes[seen.Scenes[1]].Action
        select Doing(film, seen.Scenes[0], $"what does {seen.Cue} do the first time it is seen?");

    public static IEnumerable<FilmCandidate> Last(FilmScript film) =>
        from seen in Cues(film.World)
        where film.World.Scenes[seen.Scenes[^1]].Action != film.World.Scenes[seen.Scenes[^2]].Action
        select Doing(film, seen.Scenes[^1], $"what does {seen.Cue} do the last time it is seen?");

    /// <summary>Whoever is seen twice or more, anywhere or in one place, and never as a bystander there.</summary>
    private static IEnumerable<(Cue Cue, ImmutableArray<int> Scenes)> Cues(WorldScript world) =>
        from identity in world.Scenes.Select(scene => scene.Actor).Distinct()
        from cue in Enum.GetValues<Place>().Select(place => new Cue(identity, Place: place)).Prepend(new Cue(identity))
        let scenes = cue.Fitting(world)
        where scenes.Length >= 2
        select (cue, scenes);

    private static FilmCandidate Doing(FilmScript film, int scene, string text) =>
        new(film, new Candidate(scene, [scene], text, WorldWords.Doings[(int)film.World.Scenes[scene].Action], ActorQuestions.RivalDoings(film.World), WorldWords.Doings));

    private static string Scenes(int count) => count == 1 ? "1 scene" : $"{count} scenes";
}
