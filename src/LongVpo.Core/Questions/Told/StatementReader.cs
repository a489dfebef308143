using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LongVpo.Core.Questions.Text;

namespace LongVpo.Core.Questions.Told;

/// <summary>
/// Takes the sentences of captions apart by the form of English: what stands before the verb is who acts, what stands behind it up to a preposition of place is what is done. It knows
/// the small words and no others, and passes over a sentence in which it sees no verb.
/// </summary>
public static partial class StatementReader
{
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly FrozenSet<string> Determiners = Vocabulary.Set("the a an this that these those its his her their some two three four five six seven eight nine ten several many few both another one");
    private static readonly FrozenSet<string> Prepositions = Vocabulary.Set("of in at on with without from to by near under over behind beside inside outside along through across between around for into onto and or");
    private static readonly FrozenSet<string> Auxiliaries = Vocabulary.Set("is are was were has have had can does do did will");

    /// <summary>What a caption states, in the order of its sentences; empty where nothing can be read.</summary>
    public static ImmutableArray<Statement> Read(string caption)
    {
        ArgumentNullException.ThrowIfNull(caption);
        return [.. SentenceBreak().Split(caption).Select(Sentence).OfType<Statement>()];
    }

    private static Statement? Sentence(string sentence)
    {
        var words = sentence.Trim(' ', '.', '!', '?', ';', ',').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var verb = VerbOf(words);
        if (verb < 1) return null;
        // A capital at the beginning of a sentence says nothing about the word.
        if (Determiners.Contains(Folded(words[0]))) words[0] = Folded(words[0]);
        var subject = Phrase.Of(string.Join(' ', words[..verb]));
        if (subject.Words.IsEmpty) return null;
        var rest = ComebackPattern().Replace(string.Join(' ', words[verb..]), string.Empty, 1);
        var match = PredicatePattern().Match(rest);
        var number = NumberPattern().Match(rest);
        return new Statement(subject, Phrase.Of(match.Groups["doing"].Value), Phrase.Of(match.Groups["place"].Value), number.Success ? number.Groups["n"].Value : null);
    }

    // The index of the first word that can only be a verb; 0 where there is none.
    private static int VerbOf(string[] words)
    {
        var first = 0;
        while (first < words.Length && Determiners.Contains(Folded(words[first]))) first++;
        for (var i = first + 1; i < words.Length; i++)
        {
            var (word, before) = (Folded(words[i]), Folded(words[i - 1]));
            if (Auxiliaries.Contains(word)) return i;
            if (Prepositions.Contains(before) || Determiners.Contains(before) || Prepositions.Contains(word)) continue;
            if (LooksDone(word)) return i;
        }

        return 0;
    }

    private static bool LooksDone(string word) =>
        (word.Length > 4 && word.EndsWith("ing", StringComparison.Ordinal))
        || (word.Length > 2 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i' or '\''));

    private static string Folded(string word) => Tokenizer.Fold(word.Trim(',', '.', ';', ':', '!', '?'));

    [GeneratedRegex(@"(?<=[.!?;])\s+|\r?\n")]
    private static partial Regex SentenceBreak();

    [GeneratedRegex(@"^(?:is|are)\s+(?:back|again|still|here|there)\s+and\s+", Any)]
    private static partial Regex ComebackPattern();

    [GeneratedRegex(@"^(?<doing>.+?)(?:\s+(?<place>(?:in|at|on|inside|near|under|behind|beside|outside)\s+(?:the|an?|this|its|his|her|their)\s+.+?))?(?:,?\s+(?:with|while|as|wearing|holding|carrying|and)\s+.+)?$", Any)]
    private static partial Regex PredicatePattern();

    [GeneratedRegex(@"\bnumber\s+(?<n>\d+)\b", Any)]
    private static partial Regex NumberPattern();
}
