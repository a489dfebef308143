using LongVpo.Training.Preferences.Stage1;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>Sorts questions by their words into the types by which TPO's data are reported: which word decides comes first.</summary>
public static class QuestionTypes
{
    private static readonly (string Type, string[] Words)[] ByWord =
    [
        ("causal", ["why", "because", "cause", "causes", "lead", "leads", "result"]),
        ("temporal", ["first", "second", "last", "before", "after", "then", "twice", "order", "when", "while"]),
        ("information", ["many", "number", "much", "count", "read", "written", "called", "name"]),
        ("spatial", ["where", "place", "left", "right", "behind", "above", "below", "beside", "near"]),
        ("summary", ["summarise", "summarize", "overall", "mainly", "about"]),
        ("description", ["describe", "like", "appearance", "wear", "wears", "wearing", "colour", "color"]),
        ("action", ["do", "does", "doing", "did", "happens", "happen", "move", "moves"]),
    ];

    /// <summary>A question's type; <c>object</c> where none of the others' words is in it.</summary>
    public static string Of(string question)
    {
        var words = QuestionRules.Words(question).ToHashSet(StringComparer.Ordinal);
        foreach (var (type, some) in ByWord)
            if (some.Any(words.Contains)) return type;
        return "object";
    }
}
