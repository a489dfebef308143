namespace LongVpo.Training.World;

/// <summary>
/// Questions that find a scene by one thing that is seen in it alone and ask for another. All other questions about one scene begin with who acts, so a network that learned only those finds no scene by what is done in it.
/// </summary>
internal static class LookupQuestions
{
    public static IEnumerable<Candidate> All(WorldScript script) => ActorQuestions.Indices(script).SelectMany(scene => Of(script, scene));

    private static IEnumerable<Candidate> Of(WorldScript script, int scene)
    {
        var asked = script.Scenes[scene];
        // Who stands beside is in the place too, and the number appears with it as well.
        if (asked.Bystander is not null) yield break;
        var (place, action) = ($"in the {WorldWords.Say(asked.Place)}", WorldWords.Say(asked.Action));
        if (script.Scenes.Count(other => other.Place == asked.Place) == 1)
        {
            yield return Doing(script, scene, $"what does the object {place} do?");
            yield return Number(script, scene, $"which number appears {place}?");
            yield return Who(script, scene, $"which object is {place}?");
        }

        if (script.Scenes.Count(other => other.Action == asked.Action) == 1)
        {
            yield return Number(script, scene, $"which number appears with the object that {action}?");
            yield return Where(script, scene, $"where is the object that {action}?");
            yield return Who(script, scene, $"which object {action}?");
        }

        if (script.Scenes.Count(other => other.Digit == asked.Digit) == 1)
        {
            yield return Doing(script, scene, $"what does the object with number {asked.Digit} do?");
            yield return Where(script, scene, $"where is the object with number {asked.Digit}?");
            yield return Who(script, scene, $"which object appears with number {asked.Digit}?");
        }
    }

    private static Candidate Doing(WorldScript script, int scene, string text) =>
        new(scene, [scene], text, WorldWords.Doings[(int)script.Scenes[scene].Action], ActorQuestions.RivalDoings(script), WorldWords.Doings);

    private static Candidate Number(WorldScript script, int scene, string text) =>
        new(scene, [scene], text, WorldWords.Numbers[script.Scenes[scene].Digit], ActorQuestions.RivalNumbers(script), WorldWords.Numbers);

    private static Candidate Where(WorldScript script, int scene, string text) =>
        new(scene, [scene], text, WorldWords.Places[(int)script.Scenes[scene].Place], script.Scenes.Select(other => WorldWords.Places[(int)other.Place]), WorldWords.Places);

    private static Candidate Who(WorldScript script, int scene, string text) =>
        new(scene, [scene], text, ActorQuestions.Named(script.Scenes[scene].Actor), ActorQuestions.RivalActors(script, scene), script.Scenes[scene].Actor.Kin.Select(ActorQuestions.Named));
}
