using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LongVpo.Training.World;

namespace LongVpo.Training.Rules;

/// <summary>Answers questions from what was read of each clip, as somebody would who had only the captions. Where nothing fits a cue whole, what fits most of it is taken.</summary>
public sealed partial class FactsReader(ImmutableArray<ClipFacts> clips)
{
    /// <summary>The answer to a question; null where its words are of no kind that is known, or nobody is there whom it could mean.</summary>
    public string? Answer(string question)
    {
        if (clips.IsEmpty) return null;
        if (Last(Next().Match(question)) is { } next) return After(Whom(next)) is { } after ? Does(after) : null;
        if (Last(Doing().Match(question)) is { } doing) return Whom(doing) is { } doer ? Does(clips[doer]) : null;
        if (Last(Hopped().Match(question)) is { } hopped) return Partner(Whom(hopped)) is { } there && After(there) is { } beyond ? Number(beyond) : null;
        if (Last(Joined().Match(question)) is { } joined) return Partner(Whom(joined)) is { } partner ? Number(clips[partner]) : null;
        if (Last(Numbered().Match(question)) is { } numbered) return Whom(numbered) is { } bearer ? Number(clips[bearer]) : null;
        if (Last(Placed().Match(question)) is { } placed) return Whom(placed) is { } stander ? "in the " + WorldWords.Say(clips[stander].Place) : null;
        if (Last(Described().Match(question)) is { } described) return Caption(described == "last " ? clips.Length - 1 : 0);
        if (Last(Counted().Match(question)) is { } counted) return clips.Count(clip => WorldWords.Say(clip.Place) == counted) is var count and not 1 ? $"{count} scenes" : "1 scene";
        if (Acted().Match(question) is { Success: true } acted) return Acting(acted.Groups[1].Value, acted.Groups[2].Value);
        if (Twice().Match(question) is { Success: true } twice) return Second(twice.Groups[1].Value + twice.Groups[2].Value);
        if (Firsts().Match(question) is { Success: true } firsts) return Earliest([.. firsts.Groups.Values.Skip(1).Select(static name => name.Value)]);
        return null;
    }

    private static string? Last(Match match) => match.Success ? match.Groups[^1].Value : null;

    private static string Does(ClipFacts clip) => WorldWords.Doings[(int)clip.Action];

    private static string Number(ClipFacts clip) => WorldWords.Numbers[clip.Digit];

    private ClipFacts? After(int? clip) => clip is { } at && at + 1 < clips.Length ? clips[at + 1] : null;

    private int? Partner(int? clip) =>
        clip is { } here && Enumerable.Range(0, clips.Length).Where(other => other != here && clips[other].Place == clips[here].Place).ToList() is [var first, ..] ? first : null;

    private string Caption(int clip) => clips[clip].Caption(clips.Take(clip).Any(before => before.Actor == clips[clip].Actor));

    private string Acting(string action, string place)
    {
        var best = clips.MaxBy(clip => (WorldWords.Say(clip.Action) == action ? 1 : 0) + (WorldWords.Say(clip.Place) == place ? 1 : 0))!;
        return "the " + WorldWords.Say(best.Actor);
    }

    private string? Second(string cue)
    {
        var fits = Enumerable.Range(0, clips.Length).Where(clip => Fit(cue, clips[clip]) is var (met, of) && met == of).ToList();
        return fits.Count >= 2 ? Does(clips[fits[1]]) : null;
    }

    private string? Earliest(ImmutableArray<string> named) =>
        named.Select(cue => (Cue: cue, At: Enumerable.Range(0, clips.Length).Where(clip => Fit(cue, clips[clip]) is var (met, of) && met == of).Select(static clip => (int?)clip).FirstOrDefault()))
            .Where(static one => one.At is not null).OrderBy(static one => one.At).Select(static one => one.Cue).FirstOrDefault();

    private int? Whom(string cue)
    {
        var best = Enumerable.Range(0, clips.Length).MaxBy(clip => Fit(cue, clips[clip]).Met);
        return Fit(cue, clips[best]).Met > 0 ? best : null;
    }

    /// <summary>How many of a cue's parts a clip meets, and how many there are.</summary>
    private static (int Met, int Of) Fit(string cue, ClipFacts clip)
    {
        var parts = Cue().Match(cue);
        if (!parts.Success) return (0, 1);
        (string Said, string Seen)[] pairs =
        [
            (parts.Groups[1].Value, WorldWords.Say(clip.Actor.Colour)), (parts.Groups[2].Value, WorldWords.Say(clip.Actor.Shape)),
            (parts.Groups[3].Value, WorldWords.Say(clip.Action)), (parts.Groups[4].Value, WorldWords.Say(clip.Place)),
        ];
        var said = pairs.Where(static pair => pair.Said.Length > 0).ToList();
        return (said.Count(static pair => pair.Said == pair.Seen), said.Count);
    }

    [GeneratedRegex(@"^the (\w+) (\w+)(?: that ((?:moves )?\w+))?(?: in the (\w+))?$")]
    private static partial Regex Cue();

    [GeneratedRegex(@"^what does (the .+) do\?$")]
    private static partial Regex Doing();

    [GeneratedRegex(@"^what does the object right after (.+) do\?$")]
    private static partial Regex Next();

    [GeneratedRegex(@"^which number appears with (the .+)\?$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^which number appears with the other object in the place of (.+)\?$")]
    private static partial Regex Joined();

    [GeneratedRegex(@"^which number appears with the object right after the one that shares the place of (.+)\?$")]
    private static partial Regex Hopped();

    [GeneratedRegex(@"^where is (.+)\?$")]
    private static partial Regex Placed();

    [GeneratedRegex(@"^which object ((?:moves )?\w+) in the (\w+)\?$")]
    private static partial Regex Acted();

    [GeneratedRegex(@"^which is seen first, (.+), (.+), (.+) or (.+)\?$")]
    private static partial Regex Firsts();

    [GeneratedRegex(@"^(the \w+ \w+) is seen twice( in the \w+)?, what does it do(?: there)? the second time\?$")]
    private static partial Regex Twice();

    [GeneratedRegex(@"^how many scenes are in the (\w+)\?$")]
    private static partial Regex Counted();

    [GeneratedRegex(@"^describe the (first |last |)scene$")]
    private static partial Regex Described();
}
