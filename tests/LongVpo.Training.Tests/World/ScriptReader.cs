using System.Text.RegularExpressions;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.World;

/// <summary>Answers questions from their words and the script alone, as somebody would who had the script on paper: it shares no code with the writer of the questions.</summary>
internal static partial class ScriptReader
{
    /// <summary>Every answer that the words allow; a good question allows one.</summary>
    public static IReadOnlyList<string> Answers(WorldScript script, string text)
    {
        var scenes = script.Scenes;
        if (Match(Looked(), text) is { } looked) return Looked(script, looked[1], looked[2]);
        if (Match(Doing(), text) is { } doing) return [.. Who(script, doing[1]).Select(i => Does(scenes[i]))];
        if (Match(Joined(), text) is { } joined) return [.. Partners(script, joined[1]).Select(i => $"number {scenes[i].Digit}")];
        if (Match(Hopped(), text) is { } hopped) return [.. Partners(script, hopped[1]).Where(i => i + 1 < scenes.Length).Select(i => $"number {scenes[i + 1].Digit}")];
        if (Match(Next(), text) is { } next) return [.. Who(script, next[1]).Where(i => i + 1 < scenes.Length).Select(i => Does(scenes[i + 1]))];
        if (Match(Numbered(), text) is { } numbered) return [.. Who(script, numbered[1]).Select(i => $"number {scenes[i].Digit}")];
        if (Match(Placed(), text) is { } placed) return [.. Who(script, placed[1]).Select(i => $"in the {Name(scenes[i].Place)}")];
        if (Match(Acted(), text) is { } acted) return [.. All(script).Where(i => Does(scenes[i]) == "it " + acted[1] && Name(scenes[i].Place) == acted[2]).Select(i => "the " + Name(scenes[i].Actor))];
        if (Match(Firsts(), text) is { } firsts) return Earliest(script, firsts[1..]);
        if (Match(Twice(), text) is { } twice) return Second(script, twice[1] + twice[2]);
        if (Match(Counted(), text) is { } counted) return [Told(All(script).Count(i => Name(scenes[i].Place) == counted[1]))];
        if (Match(Described(), text) is { } described) return [Caption(script, described[1] == "last " ? scenes.Length - 1 : 0)];
        throw new ArgumentException($"nobody can read: {text}");
    }

    /// <summary>One thing by another: the first word is what is asked for, the rest what is known, true of whoever is there.</summary>
    private static List<string> Looked(WorldScript script, string asked, string known)
    {
        var (found, words) = (new List<string>(), known.Split(' '));
        foreach (var i in All(script))
        {
            var scene = script.Scenes[i];
            var holds = words switch
            {
                [.., "in", "the", var place] => Name(scene.Place) == place,
                [.., "number", var digit] => scene.Digit.ToString(System.Globalization.CultureInfo.InvariantCulture) == digit,
                _ => Does(scene) == "it " + (known.StartsWith("the object that ", StringComparison.Ordinal) ? known["the object that ".Length..] : known),
            };
            if (!holds) continue;
            found.Add(asked switch { "what does" => Does(scene), "where is" => $"in the {Name(scene.Place)}", "which object" => "the " + Name(scene.Actor), _ => $"number {scene.Digit}" });
            // Whoever stands beside does nothing, but is there as well.
            if (scene.Bystander is { } beside && (words[^1] == Name(scene.Place) || words[0] == "appears")) found.Add(asked == "which object" ? "the " + Name(beside) : "somebody else");
        }

        return found;
    }

    private static List<string> Earliest(WorldScript script, string[] named)
    {
        var seen = named.SelectMany(who => Who(script, who).Select(i => (Who: who, At: i))).OrderBy(s => s.At).ToList();
        return seen.Count == 2 ? [seen[0].Who] : [];
    }

    private static List<string> Second(WorldScript script, string who)
    {
        var seen = Who(script, who);
        return seen.Count == 2 ? [Does(script.Scenes[seen[1]])] : [];
    }

    private static IEnumerable<int> Partners(WorldScript script, string who) =>
        Who(script, who).SelectMany(i => All(script).Where(j => j != i && script.Scenes[j].Place == script.Scenes[i].Place));

    /// <summary>Scenes of which the words are true, also where they fit who stands beside.</summary>
    public static List<int> Who(WorldScript script, string words)
    {
        var parts = Cue().Match(words);
        Assert.True(parts.Success, words);
        var (name, action, place) = (parts.Groups[1].Value, parts.Groups[2].Value, parts.Groups[3].Value);
        var hits = new List<int>();
        foreach (var i in All(script))
        {
            var scene = script.Scenes[i];
            if (place != "" && Name(scene.Place) != place) continue;
            if (Name(scene.Actor) == name && (action == "" || Does(scene) == "it " + action)) hits.Add(i);
            if (action == "" && scene.Bystander is { } beside && Name(beside) == name) hits.Add(i);
        }

        return hits;
    }

    private static string Caption(WorldScript script, int at)
    {
        var scene = script.Scenes[at];
        var back = script.Scenes.Take(at).Any(s => s.Actor == scene.Actor) ? "is back and " : "";
        return $"the {Name(scene.Actor)} {back}{Does(scene)[3..]} in the {Name(scene.Place)} with number {scene.Digit}";
    }

    public static string Does(Scene scene) => scene.Action switch
    {
        ActorAction.Left => "it moves left",
        ActorAction.Right => "it moves right",
        ActorAction.Up => "it moves up",
        ActorAction.Down => "it moves down",
        ActorAction.Grow => "it grows",
        ActorAction.Shrink => "it shrinks",
        ActorAction.Blink => "it blinks",
        _ => "it zigzags",
    };

    public static string Name(Identity who) => $"{who.Colour} {who.Shape}".ToLowerInvariant();

    public static string Name(Place place) => place.ToString().ToLowerInvariant();

    private static string Told(int count) => count == 1 ? "1 scene" : $"{count} scenes";

    private static IEnumerable<int> All(WorldScript script) => Enumerable.Range(0, script.Scenes.Length);

    private static string[]? Match(Regex regex, string text) => regex.Match(text) is { Success: true } match ? [.. match.Groups.Values.Select(g => g.Value)] : null;

    [GeneratedRegex(@"^the (\w+ \w+)(?: that ((?:moves )?\w+))?(?: in the (\w+))?$")]
    private static partial Regex Cue();

    [GeneratedRegex(@"^(what does|where is|which number|which object) (?:appears (?=in the)|appears with (?=the object that)|is (?=in the))?((?:the object )?(?:in the \w+|that (?:moves )?\w+|with number \d)|appears with number \d|(?:moves )?(?!appears)\w+)(?: do)?\?$")]
    private static partial Regex Looked();

    [GeneratedRegex(@"^what does (the (?!object right after).*) do\?$")]
    private static partial Regex Doing();

    [GeneratedRegex(@"^which number appears with (the \w+ \w+|the \w+ \w+ that .*|the \w+ \w+ in the \w+)\?$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^where is (.*)\?$")]
    private static partial Regex Placed();

    [GeneratedRegex(@"^which object ((?:moves )?\w+) in the (\w+)\?$")]
    private static partial Regex Acted();

    [GeneratedRegex(@"^which is seen first, (.*), (.*), (.*) or (.*)\?$")]
    private static partial Regex Firsts();

    [GeneratedRegex(@"^what does the object right after (.*) do\?$")]
    private static partial Regex Next();

    [GeneratedRegex(@"^which number appears with the other object in the place of (.*)\?$")]
    private static partial Regex Joined();

    [GeneratedRegex(@"^which number appears with the object right after the one that shares the place of (.*)\?$")]
    private static partial Regex Hopped();

    [GeneratedRegex(@"^(the \w+ \w+) is seen twice( in the \w+)?, what does it do(?: there)? the second time\?$")]
    private static partial Regex Twice();

    [GeneratedRegex(@"^how many scenes are in the (\w+)\?$")]
    private static partial Regex Counted();

    [GeneratedRegex(@"^describe the (first |last |)scene$")]
    private static partial Regex Described();
}
