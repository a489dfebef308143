using System.Collections.Frozen;

namespace LongVpo.Core.Questions.Text;

/// <summary>
/// Cuts English endings so that <c>steals</c>, <c>stealing</c> and <c>stolen</c> meet. It is light on purpose: two words that share a stem by
/// accident would turn an honest "not seen" into a wrong answer, while a missed ending only costs a match.
/// </summary>
public static class Stemmer
{
    private static readonly FrozenDictionary<string, string> Irregular = new Dictionary<string, string>
    {
        ["stole"] = "steal", ["stolen"] = "steal", ["said"] = "say", ["shown"] = "show", ["wrote"] = "writ", ["written"] = "writ", ["men"] = "man",
        ["women"] = "woman", ["people"] = "person", ["persons"] = "person", ["children"] = "child", ["went"] = "go", ["gone"] = "go", ["goes"] = "go",
        ["gave"] = "giv", ["given"] = "giv", ["took"] = "tak", ["taken"] = "tak", ["spoke"] = "speak", ["spoken"] = "speak", ["told"] = "tell",
        ["came"] = "com", ["made"] = "mak", ["held"] = "hold", ["feet"] = "foot", ["mice"] = "mouse", ["bought"] = "buy", ["sold"] = "sell",
        ["left"] = "left", ["news"] = "news", ["lens"] = "lens", ["paid"] = "pay", ["met"] = "meet", ["won"] = "win", ["lost"] = "los",
        ["found"] = "find", ["thought"] = "think", ["knew"] = "know", ["known"] = "know", ["saw"] = "see", ["seen"] = "see", ["ate"] = "eat",
        ["broke"] = "break", ["broken"] = "break", ["drove"] = "driv", ["driven"] = "driv", ["fell"] = "fall", ["fallen"] = "fall", ["sang"] = "sing",
    }.ToFrozenDictionary();

    /// <param name="word">Lower case; numbers and words of up to three letters come back as they are.</param>
    public static string Stem(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (Irregular.TryGetValue(word, out var stem)) return stem;
        if (word.Length < 4 || !word.All(char.IsLetter)) return word;
        var singular = Singular(word);
        return WithoutSilentEnd(WithoutVerbEnding(singular));
    }

    private static string Singular(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4) return word[..^3] + "y";
        if (EndsWithAny(word, "sses", "shes", "ches", "xes", "zes")) return word[..^2];
        return word.EndsWith('s') && !EndsWithAny(word, "ss", "us", "is") ? word[..^1] : word;
    }

    private static string WithoutVerbEnding(string word)
    {
        if (word.EndsWith("ied", StringComparison.Ordinal) && word.Length > 4) return word[..^3] + "y";
        var cut = word.EndsWith("ing", StringComparison.Ordinal) ? 3 : word.EndsWith("ed", StringComparison.Ordinal) ? 2 : 0;
        if (cut == 0 || word.Length - cut < 3) return word;
        var rest = word[..^cut];
        if (!rest.Any(c => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y')) return word;
        return rest[^1] == rest[^2] && rest[^1] is not ('l' or 's' or 'z') ? rest[..^1] : rest;
    }

    private static string WithoutSilentEnd(string word) =>
        word.Length > 3 && word.EndsWith('e') ? word[..^1]
        : word.Length > 3 && word.EndsWith('y') ? word[..^1] + "i"
        : word;

    private static bool EndsWithAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
            if (word.EndsWith(ending, StringComparison.Ordinal)) return true;
        return false;
    }
}
