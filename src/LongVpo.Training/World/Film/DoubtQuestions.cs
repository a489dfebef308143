namespace LongVpo.Training.World.Film;

/// <summary>Questions to which the right answer may be a no: all worded alike, all with two actions and two ways to say no as choices.</summary>
internal static class DoubtQuestions
{
    /// <summary>The right answer where somebody is not in the film.</summary>
    public const string NotSeen = "it is not seen";

    /// <summary>The right answer where two scenes fit.</summary>
    public const string NotClear = "that cannot be told, two scenes fit";

    public static IEnumerable<FilmCandidate> Absent(FilmScript film, WorldRandom random)
    {
        var world = film.World;
        foreach (var cue in Cues(world).Concat(Identity.Trained.Select(identity => new Cue(identity))).Where(cue => cue.IsAbsent(world)))
        {
            var doings = random.Shuffled(WorldWords.Doings);
            yield return new FilmCandidate(film, new Candidate(0, [], Text(cue), NotSeen, [doings[0], doings[1], NotClear], []), AnswerKind.Absent);
        }
    }

    public static IEnumerable<FilmCandidate> Ambiguous(FilmScript film) =>
        from cue in Cues(film.World)
        let scenes = cue.Fitting(film.World)
        where scenes.Length == 2
        let doings = scenes.Select(scene => WorldWords.Doings[(int)film.World.Scenes[scene].Action]).Distinct().ToList()
        where doings.Count == 2
        select new FilmCandidate(film, new Candidate(scenes[0], scenes, Text(cue), NotClear, [.. doings, NotSeen], []), AnswerKind.Ambiguous);

    public static IEnumerable<FilmCandidate> Seen(FilmScript film, WorldRandom random)
    {
        foreach (var cue in Cues(film.World))
        {
            if (cue.Fitting(film.World) is not [var scene]) continue;
            var action = (int)film.World.Scenes[scene].Action;
            var other = WorldWords.Doings[(action + 1 + random.Below(7)) % 8];
            yield return new FilmCandidate(film, new Candidate(scene, [scene], Text(cue), WorldWords.Doings[action], [other, NotSeen, NotClear], []));
        }
    }

    private static IEnumerable<Cue> Cues(WorldScript world) =>
        from identity in world.Scenes.Select(scene => scene.Actor).Distinct()
        from cue in Enum.GetValues<Place>().Select(place => new Cue(identity, Place: place)).Prepend(new Cue(identity))
        select cue;

    private static string Text(Cue cue) => $"what does {cue} do?";
}
