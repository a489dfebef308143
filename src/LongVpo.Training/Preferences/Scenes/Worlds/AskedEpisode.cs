using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LongVpo.Training.Preferences.Stage1.Worlds;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Scenes.Worlds;

/// <summary>Answers a question about an episode from its script, for the report on truth alone: what pairs are held against, and never what they are made of.</summary>
/// <param name="Family">What is asked.</param>
/// <param name="Answer">The right answer; null where the script allows none or several.</param>
/// <param name="Scenes">The scenes that it truly rests on.</param>
public sealed partial record AskedEpisode(QuestionFamily Family, string? Answer, ImmutableArray<int> Scenes)
{
    /// <summary>Reads a question and answers it; null for one of another form.</summary>
    public static AskedEpisode? Of(string question, IReadOnlyList<Scene> scenes)
    {
        ArgumentNullException.ThrowIfNull(scenes);
        if (Match(First(), question) is { } first) return Earliest(first[1..], scenes);
        if (Match(Next(), question) is { } next) return One(QuestionFamily.M2, Who(next[1], scenes), scene => scene + 1 < scenes.Count ? (WorldWords.Doings[(int)scenes[scene + 1].Action], [scene, scene + 1]) : null);
        if (Match(Join(), question) is { } join)
            return One(QuestionFamily.M3, Who(join[1], scenes), scene => Others(scene, scenes) is [var other] ? (WorldWords.Numbers[scenes[other].Digit], [Math.Min(scene, other), Math.Max(scene, other)]) : null);
        if (Match(Twice(), question) is { } twice)
            return Who(twice[1] + twice[2], scenes) is [var before, var after] ? new AskedEpisode(QuestionFamily.M4, WorldWords.Doings[(int)scenes[after].Action], [before, after]) : new AskedEpisode(QuestionFamily.M4, null, []);
        if (Match(Cued(), question) is { } cued)
        {
            var family = cued[1].Length > 0 ? QuestionFamily.A1 : cued[2].Length > 0 ? QuestionFamily.A2 : QuestionFamily.A3;
            return One(family, Who(cued[3], scenes), scene => (family switch
            {
                QuestionFamily.A1 => WorldWords.Doings[(int)scenes[scene].Action],
                QuestionFamily.A2 => WorldWords.Numbers[scenes[scene].Digit],
                _ => WorldWords.Places[(int)scenes[scene].Place],
            }, [scene]));
        }

        if (AskedScene.Read(question) is not { } asked) return null;
        return One(asked.Family, [.. Enumerable.Range(0, scenes.Count).Where(i => asked.Fits(scenes[i]))], scene => (asked.Answer(scenes[scene]), [scene]));
    }

    private static AskedEpisode One(QuestionFamily family, ImmutableArray<int> who, Func<int, (string Answer, ImmutableArray<int> Scenes)?> answer) =>
        who is [var scene] && answer(scene) is { } found ? new AskedEpisode(family, found.Answer, found.Scenes) : new AskedEpisode(family, null, []);

    private static AskedEpisode Earliest(string[] named, IReadOnlyList<Scene> scenes)
    {
        var seen = named.SelectMany(who => Who(who, scenes).Select(scene => (Who: who, Scene: scene))).OrderBy(static one => one.Scene).ToList();
        return seen.Count == 2 ? new AskedEpisode(QuestionFamily.M1, seen[0].Who, [seen[0].Scene, seen[1].Scene]) : new AskedEpisode(QuestionFamily.M1, null, []);
    }

    private static int[] Others(int scene, IReadOnlyList<Scene> scenes) => [.. Enumerable.Range(0, scenes.Count).Where(i => i != scene && scenes[i].Place == scenes[scene].Place)];

    // Bystanders count where only looks and place are said: a question that fits one means two.
    private static ImmutableArray<int> Who(string words, IReadOnlyList<Scene> scenes)
    {
        if (Match(Cue(), words) is not { } cue) return [];
        var found = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < scenes.Count; i++)
        {
            if (cue[3].Length > 0 && cue[3] != WorldWords.Say(scenes[i].Place)) continue;
            if (WorldWords.Say(scenes[i].Actor) == cue[1] && (cue[2].Length == 0 || cue[2] == WorldWords.Say(scenes[i].Action))) found.Add(i);
            if (cue[2].Length == 0 && scenes[i].Bystander is { } beside && WorldWords.Say(beside) == cue[1]) found.Add(i);
        }

        return found.ToImmutable();
    }

    private static string[]? Match(Regex form, string text) => form.Match(text) is { Success: true } match ? [.. match.Groups.Values.Select(static group => group.Value)] : null;

    [GeneratedRegex(@"^the (\w+ \w+)(?: that ((?:moves )?\w+))?(?: in the (\w+))?$")]
    private static partial Regex Cue();

    [GeneratedRegex(@"^which is seen first, (.*), (.*), (.*) or (.*)\?$")]
    private static partial Regex First();

    [GeneratedRegex(@"^what does the object right after (.*) do\?$")]
    private static partial Regex Next();

    [GeneratedRegex(@"^which number appears with the other object in the place of (.*)\?$")]
    private static partial Regex Join();

    [GeneratedRegex(@"^(the \w+ \w+) is seen twice( in the \w+)?, what does it do(?: there)? the second time\?$")]
    private static partial Regex Twice();

    [GeneratedRegex(@"^(?:(what does)|(which number appears with)|where is) (the \w+ \w+(?: that .*| in the \w+)?)(?(1) do)\?$")]
    private static partial Regex Cued();
}
