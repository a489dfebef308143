using System.Collections.Immutable;
using LongVpo.Core.Models.Asking;
using LongVpo.Models.Prompts;
using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>
/// How a network that was taught the scripted world is asked by the product. A network sees one scene far better than it looks up one among several, so every question is brought down to
/// the scene that decides; the way there is found in captions.
/// </summary>
public static class WorldWording
{
    private const int PicturesMost = 24;
    private static readonly string Who = $"(?:{Names<Colour>(WorldWords.Say)}) (?:{Names<Shape>(WorldWords.Say)})";
    private static readonly string Does = Names<ActorAction>(WorldWords.Say);
    private static readonly string Where = Names<Place>(WorldWords.Say);

    /// <summary>The file that stands beside the weights.</summary>
    public static WordingFile File { get; } = new()
    {
        Describe = "describe the scene",
        Pictures = Scene.Steps,
        Most = PicturesMost,
        Clause = $"^the (?<who>{Who}) (?:is back and )?(?<does>{Does}) in the (?<where>{Where}) with number (?<number>[0-9])$",
        Questions = Questions(),
    };

    private static ImmutableArray<WordingQuestion> Questions()
    {
        const string does = "what does the {who} do?";
        const string number = "which number appears with the {who}?";
        return
        [
            new($"^what does {Cue()} do ?\\?$", SceneSearch.Only, "it {does}", does),
            new($"^which number appears with {Cue()} ?\\?$", SceneSearch.Only, "number {number}", number),
            new($"^where is {Cue()} ?\\?$", SceneSearch.Only, "in the {where}", "where is the {who}?"),
            new($"^which object (?<cue>(?<does>{Does}) in the (?<where>{Where})) ?\\?$", SceneSearch.Only, "the {who}", "{question}"),
            new($"^which is seen first, {Cue("1")}, {Cue("2")}, {Cue("3")} or {Cue("4")} ?\\?$", SceneSearch.Earliest, "{cue}"),
            new($"^what does the object right after {Cue()} do ?\\?$", SceneSearch.Next, "it {does}", does),
            new($"^which number appears with the other object in the place of {Cue()} ?\\?$", SceneSearch.Partner, "number {number}", number),
            new($"^{Cue()} is seen twice(?: in the (?<where>{Where}))?, what does it do(?: there)? the second time ?\\?$", SceneSearch.Second, "it {does}", does),
            new($"^which number appears with the object right after the one that shares the place of {Cue()} ?\\?$", SceneSearch.NextOfPartner, "number {number}", number),
            new($"^how many scenes are in (?<cue>the (?<where>{Where})) ?\\?$", SceneSearch.Count, "{scenes}"),
            new($"^how many scenes show {Cue()} ?\\?$", SceneSearch.Count, "{scenes}"),
            new($"^what does {Cue()} do the first time it is seen ?\\?$", SceneSearch.First, "it {does}", does),
            new($"^what does {Cue()} do the last time it is seen ?\\?$", SceneSearch.Last, "it {does}", does),
            new("^what does the object on screen at (?<at>[0-9:.]+) do ?\\?$", SceneSearch.At, "it {does}", does),
            new("^in which place is the scene at (?<at>[0-9:.]+) ?\\?$", SceneSearch.At, "in the {where}", "where is the {who}?"),
        ];
    }

    /// <summary>Whom a question means, with what it says of it besides who it is. Where the same group is there twice, a question has only one of both.</summary>
    private static string Cue(string suffix = "") => $"(?<cue{suffix}>the (?<who{suffix}>{Who})(?: that (?<does{suffix}>{Does}))?(?: in the (?<where{suffix}>{Where}))?)";

    private static string Names<T>(Func<T, string> say)
        where T : struct, Enum => string.Join('|', Enum.GetValues<T>().Select(say));
}
