using System.Collections.Immutable;

namespace LongVpo.Training.World;

/// <summary>Questions that no single scene answers: order, what comes next, who shares a place, who comes back, how often a place is seen.</summary>
internal static class JoinQuestions
{
    private const int CountMost = 5;

    /// <summary>Of the four who are named two are seen, each once, so that naming tells nothing: a guess is right one time in four.</summary>
    public static IEnumerable<Candidate> First(WorldScript script, WorldRandom random)
    {
        var form = CueForm.Plain;
        var named = Named(script, form);
        if (named.Length < 2) named = Named(script, form = CueForm.WithAction);
        for (var i = 0; i + 1 < named.Length; i++)
        {
            var (first, second) = (named[i], named[i + 1 + random.Below(named.Length - i - 1)]);
            var (actor, other) = (script.Scenes[first].Actor, script.Scenes[second].Actor);
            if (other.IsHeldOut != actor.IsHeldOut || other == actor) continue;
            var absent = random.Shuffled(actor.Kin.Remove(actor).Remove(other))
                .Select(identity => new Cue(identity, form == CueForm.WithAction ? (ActorAction)random.Below(8) : null))
                .Where(cue => cue.IsAbsent(script)).Take(2).Select(cue => cue.ToString()).ToList();
            yield return new Candidate(
                first, [first, second], choices => $"which is seen first, {choices[0]}, {choices[1]}, {choices[2]} or {choices[3]}?",
                Cue.To(script.Scenes[first], form).ToString(), [Cue.To(script.Scenes[second], form).ToString()], absent);
        }
    }

    public static IEnumerable<Candidate> Next(WorldScript script) =>
        from scene in ActorQuestions.Indices(script).SkipLast(1)
        let cue = Cue.ToOnly(script, scene, CueForm.Plain, CueForm.WithAction, CueForm.WithPlace)
        where cue is not null
        select new Candidate(
            scene, [scene, scene + 1], $"what does the object right after {cue} do?", WorldWords.Doings[(int)script.Scenes[scene + 1].Action],
            ActorQuestions.RivalDoings(script), WorldWords.Doings);

    public static IEnumerable<Candidate> Join(WorldScript script) =>
        from pair in Pairs(script)
        select new Candidate(
            pair.Scene, [.. new[] { pair.Scene, pair.Partner }.Order()], $"which number appears with the other object in the place of {pair.Cue}?",
            WorldWords.Numbers[script.Scenes[pair.Partner].Digit], ActorQuestions.RivalNumbers(script), WorldWords.Numbers);

    public static IEnumerable<Candidate> ThreeHop(WorldScript script) =>
        from pair in Pairs(script)
        let next = pair.Partner + 1
        where next < script.Scenes.Length && next != pair.Scene
        select new Candidate(
            pair.Scene, [.. new[] { pair.Scene, pair.Partner, next }.Order()],
            $"which number appears with the object right after the one that shares the place of {pair.Cue}?",
            WorldWords.Numbers[script.Scenes[next].Digit], ActorQuestions.RivalNumbers(script), WorldWords.Numbers);

    /// <summary>Whoever does the same both times is not asked about, because one look would do.</summary>
    public static IEnumerable<Candidate> Recur(WorldScript script)
    {
        foreach (var identity in script.Scenes.Select(scene => scene.Actor).Distinct())
        {
            var plain = new Cue(identity);
            IEnumerable<Cue> cues = plain.Fitting(script).Length == 2 ? [plain] : Enum.GetValues<Place>().Select(place => new Cue(identity, Place: place));
            foreach (var cue in cues)
            {
                if (cue.Fitting(script) is not [var first, var second] || script.Scenes[first].Action == script.Scenes[second].Action) continue;
                var there = cue.Place is null ? "" : " there";
                var where = cue.Place is { } place ? " in the " + WorldWords.Say(place) : "";
                yield return new Candidate(
                    second, [first, second], $"{plain} is seen twice{where}, what does it do{there} the second time?", WorldWords.Doings[(int)script.Scenes[second].Action],
                    ActorQuestions.RivalDoings(script), WorldWords.Doings);
            }
        }
    }

    /// <summary>The four choices are numbers in a row with the right one anywhere in it, so that their middle tells nothing.</summary>
    public static IEnumerable<Candidate> Count(WorldScript script, WorldRandom random)
    {
        foreach (var place in Enum.GetValues<Place>())
        {
            ImmutableArray<int> scenes = [.. ActorQuestions.Indices(script).Where(i => script.Scenes[i].Place == place)];
            if (scenes.Length is < 2 or > CountMost) continue;
            var lowest = scenes.Length - random.Below(Math.Min(3, scenes.Length) + 1);
            yield return new Candidate(
                scenes[0], scenes, $"how many scenes are in the {WorldWords.Say(place)}?", Scenes(scenes.Length), [], Enumerable.Range(lowest, 4).Select(Scenes));
        }
    }

    private static string Scenes(int count) => count == 1 ? "1 scene" : $"{count} scenes";

    private static int[] Named(WorldScript script, CueForm form) => [.. ActorQuestions.Indices(script).Where(i => Cue.To(script.Scenes[i], form).IsToOne(script))];

    /// <summary>Two actors in a place that is seen exactly twice; no bystander stands with the one who is named, because it would be another "other".</summary>
    private static IEnumerable<(Cue Cue, int Scene, int Partner)> Pairs(WorldScript script)
    {
        foreach (var scene in ActorQuestions.Indices(script))
        {
            var here = script.Scenes[scene];
            if (here.Bystander is not null || Cue.ToOnly(script, scene, CueForm.Plain, CueForm.WithAction) is not { } cue) continue;
            int[] there = [.. ActorQuestions.Indices(script).Where(i => i != scene && script.Scenes[i].Place == here.Place)];
            if (there is [var partner] && script.Scenes[partner].Actor != here.Actor) yield return (cue, scene, partner);
        }
    }
}
