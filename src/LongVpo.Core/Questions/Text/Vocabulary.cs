using System.Collections.Frozen;
using System.Collections.Immutable;

namespace LongVpo.Core.Questions.Text;

/// <summary>The small closed word lists of English that questions are read with: what carries no content, and what means the same.</summary>
public static class Vocabulary
{
    private static readonly FrozenSet<string> Stops = Set(
        "a an the this that these those there here it its he him his she her hers they them their theirs we us our you your i me my mine one ones "
        + "is are was were be been being am do does did done has have had having can could will would shall should may might must "
        + "and or but nor not no yes if then than so as of in on at by to from for with without into onto over under up down off out about around near "
        + "after before during while until till since between within through across along behind beside above below next right "
        + "what who whom whose which where when why how many much long often first last second third time times "
        + "any anyone anybody anything some someone somebody something anywhere somewhere everything all each every both several only exactly just also too very again "
        + "video clip film movie footage recording picture frame image screen scene shot part parts stretch moment point "
        + "please tell give list name find me say said says show shows shown showing see seen visible appear appears appeared appearing display displayed displays "
        + "happen happens happened happening going go goes come comes came get gets got know kind type sort describe description summarise summarize summary overview it's what's who's where's there's "
        + "word words text written writing write writes read reads line lines caption captions subtitle subtitles mention mentions mentioned mentioning "
        + "spoken speak speaks told tells talk talks ever total altogether different called call calls contain contains include includes present "
        + "according currently now today like "
        + "start starts started begin begins began end ends ended beginning");

    private static readonly ImmutableArray<ImmutableArray<string>> SameMeaning =
    [
        Group("car vehicle automobile"), Group("film movie"), Group("street road rue avenue boulevard"), Group("mail email e-mail"),
        Group("doctor dr"), Group("professor prof"), Group("telephone phone tel"), Group("page pg"), Group("university universitat universite uni"),
        Group("thank acknowledge acknowledgement acknowledgment thanks"), Group("price cost"), Group("job role position"), Group("organisation organization"),
        Group("colour color"), Group("centre center"), Group("theatre theater"), Group("speaker lecturer presenter"), Group("humour humor"),
        Group("company firm corporation"), Group("website site web"), Group("chapter section"), Group("goodbye bye farewell"), Group("hello hi greeting"),
        Group("dog puppy"), Group("cat kitten"), Group("child kid"), Group("airplane plane aircraft"), Group("bicycle bike"), Group("mood humor humour temper"),
        Group("metro subway underground"), Group("mountain mount mt"), Group("saint st"),
    ];

    private static readonly FrozenDictionary<string, ImmutableArray<string>> Spellings = SameMeaning
        .SelectMany(group => group.Select(word => (word, group)))
        .GroupBy(pair => Stemmer.Stem(pair.word))
        .ToFrozenDictionary(same => same.Key, same => same.SelectMany(pair => pair.group).Select(Stemmer.Stem).Distinct().ToImmutableArray());

    /// <summary>The plain names of colours that are measured, as the colour observations write them, from the words people use.</summary>
    public static FrozenDictionary<string, string> Colours { get; } = new Dictionary<string, string>
    {
        ["red"] = "red", ["green"] = "green", ["blue"] = "blue", ["yellow"] = "yellow", ["orange"] = "orange", ["purple"] = "purple", ["violet"] = "purple",
        ["pink"] = "pink", ["magenta"] = "pink", ["brown"] = "brown", ["cyan"] = "cyan", ["turquoise"] = "cyan", ["teal"] = "cyan", ["white"] = "white",
        ["grey"] = "grey", ["gray"] = "grey", ["black"] = "black", ["beige"] = "brown",
    }.ToFrozenDictionary();

    /// <summary>Whether a word only holds a question together.</summary>
    public static bool IsStopWord(string word) => Stops.Contains(word);

    /// <summary>Stems that mean the same as a word, its own first.</summary>
    public static ImmutableArray<string> SpellingsOf(Token word)
    {
        ImmutableArray<string> own = word.Stem == word.Word ? [word.Stem] : [word.Stem, word.Word];
        return Spellings.TryGetValue(word.Stem, out var group) ? [.. own.Concat(group).Distinct()] : own;
    }

    internal static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private static ImmutableArray<string> Group(string words) => [.. words.Split(' ')];
}
