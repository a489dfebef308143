namespace LongVpo.Training.World;

/// <summary>Questions that one scene answers: what an actor does, with which number, where, and who does something somewhere.</summary>
internal static class ActorQuestions
{
    public static IEnumerable<Candidate> Doing(WorldScript script) =>
        from scene in Indices(script)
        let cue = Cue.ToOnly(script, scene, CueForm.Plain, CueForm.WithPlace)
        where cue is not null
        select new Candidate(scene, [scene], $"what does {cue} do?", WorldWords.Doings[(int)script.Scenes[scene].Action], RivalDoings(script), WorldWords.Doings);

    public static IEnumerable<Candidate> Number(WorldScript script) =>
        from scene in Indices(script)
        let cue = Cue.ToOnly(script, scene, CueForm.Plain, CueForm.WithPlace, CueForm.WithAction)
        where cue is not null
        select new Candidate(scene, [scene], $"which number appears with {cue}?", WorldWords.Numbers[script.Scenes[scene].Digit], RivalNumbers(script), WorldWords.Numbers);

    public static IEnumerable<Candidate> Where(WorldScript script) =>
        from scene in Indices(script)
        let cue = Cue.ToOnly(script, scene, CueForm.Plain, CueForm.WithAction)
        where cue is not null
        select new Candidate(
            scene, [scene], $"where is {cue}?", WorldWords.Places[(int)script.Scenes[scene].Place], script.Scenes.Select(s => WorldWords.Places[(int)s.Place]), WorldWords.Places);

    public static IEnumerable<Candidate> Who(WorldScript script) =>
        from scene in Indices(script)
        let asked = script.Scenes[scene]
        where script.Scenes.Count(other => other.Action == asked.Action && other.Place == asked.Place) == 1
        select new Candidate(
            scene, [scene], $"which object {WorldWords.Say(asked.Action)} in the {WorldWords.Say(asked.Place)}?", Named(asked.Actor), RivalActors(script, scene), asked.Actor.Kin.Select(Named));

    /// <summary>Wrong answers are of the same kin, or the one that was never seen in training would stand out.</summary>
    public static IEnumerable<string> RivalActors(WorldScript script, int scene) =>
        script.Scenes.Where(other => other.Actor.IsHeldOut == script.Scenes[scene].Actor.IsHeldOut).Select(other => Named(other.Actor));

    public static IEnumerable<string> RivalDoings(WorldScript script) => script.Scenes.Select(scene => WorldWords.Doings[(int)scene.Action]);

    public static IEnumerable<string> RivalNumbers(WorldScript script) => script.Scenes.Select(scene => WorldWords.Numbers[scene.Digit]);

    public static IEnumerable<int> Indices(WorldScript script) => Enumerable.Range(0, script.Scenes.Length);

    public static string Named(Identity identity) => new Cue(identity).ToString();
}
