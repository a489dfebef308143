namespace LongVpo.Training.World;

/// <summary>Captions: the one clause that says everything of a scene that can be asked.</summary>
internal static class CaptionQuestions
{
    public static IEnumerable<Candidate> All(WorldScript script, WorldRandom random)
    {
        var last = script.Scenes.Length - 1;
        foreach (var scene in new[] { 0, last }.Distinct())
        {
            var which = last == 0 ? "scene" : scene == 0 ? "first scene" : "last scene";
            yield return new Candidate(scene, [scene], $"describe the {which}", Of(script, scene), Wrong(script, scene, random), []);
        }
    }

    public static string Of(WorldScript script, int scene) => Of(script.Scenes[scene], script.Scenes.Take(scene).Any(before => before.Actor == script.Scenes[scene].Actor));

    private static string Of(Scene scene, bool isBack) =>
        $"the {WorldWords.Say(scene.Actor)} {(isBack ? "is back and " : "")}{WorldWords.Say(scene.Action)} in the {WorldWords.Say(scene.Place)} with number {scene.Digit}";

    /// <summary>Of action, place and number two are drawn, and one or the other or both are wrong, so that no caption is the one that is most like the others.</summary>
    private static IEnumerable<string> Wrong(WorldScript script, int index, WorldRandom random)
    {
        var scene = script.Scenes[index];
        var isBack = script.Scenes.Take(index).Any(before => before.Actor == scene.Actor);
        var action = (ActorAction)(((int)scene.Action + 1 + random.Below(7)) % 8);
        var place = (Place)(((int)scene.Place + 1 + random.Below(5)) % 6);
        var digit = (scene.Digit + 1 + random.Below(9)) % 10;
        var (one, other, both) = random.Below(3) switch
        {
            0 => (scene with { Action = action }, scene with { Place = place }, scene with { Action = action, Place = place }),
            1 => (scene with { Action = action }, scene with { Digit = digit }, scene with { Action = action, Digit = digit }),
            _ => (scene with { Place = place }, scene with { Digit = digit }, scene with { Place = place, Digit = digit }),
        };
        return [Of(one, isBack), Of(other, isBack), Of(both, isBack)];
    }
}
