using System.Collections.Immutable;

namespace LongVpo.Training.World;

/// <summary>Every word that a question, answer or caption of the world can have, for a tokenizer with one id a word. Leaves room below 256 for the marks of a chat.</summary>
public static class WordList
{
    private const string Grammar =
        "? , 0 1 2 3 4 5 6 7 8 9 and appears are back describe do does first how in is it last many number object one or other place " +
        "right after scene scenes second seen shares that the there time twice what where which with of";

    /// <summary>The words, each once, in the order of their letters.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        .. Grammar.Split(' ')
            .Concat(Identity.Trained.SelectMany(identity => WorldWords.Say(identity).Split(' ')))
            .Concat(Enum.GetValues<Place>().Select(WorldWords.Say))
            .Concat(Enum.GetValues<ActorAction>().SelectMany(action => WorldWords.Say(action).Split(' ')))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>A text as words; a question mark and a comma are words of their own.</summary>
    public static ImmutableArray<string> Split(string text) =>
        [.. text.Replace("?", " ?", StringComparison.Ordinal).Replace(",", " ,", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
