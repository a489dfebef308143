using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LongVpo.Core.Questions.Text;

namespace LongVpo.Core.Questions;

/// <summary>Picks the words of a question that can be looked for, and tells literals and mere kinds of things apart.</summary>
public static partial class QuestionTerms
{
    private const int JoinedLettersLeast = 6;

    private static readonly FrozenSet<string> Kinds = Vocabulary.Set(
        "sign signs billboard billboards title titles heading headline name names named surname address addresses number numbers digit digits clock timer counter date day year month price "
        + "logo label labels card cards slide slides page pages poster banner board screen lower text e mail email e-mail website url link web phone telephone street road place city town "
        + "country location organisation organization company institution firm colour color colours colors job role position profession person persons man woman lecturer presenter "
        + "copyright produced created published director large big small main biggest largest painted printed highlighted labelled labeled inscription letters credits sentence sentences phrase "
        + "dialogue subtitle subtitles caption captions said narrator voice greeted greet addressed interviewed operator speaker book program programme shot shots");

    // A title seldom says what it is the title of.
    private static readonly FrozenSet<string> Works = Vocabulary.Set("lecture talk presentation course seminar film video book song project chapter episode show programme program movie story report article page interview event meeting concert");

    private static readonly FrozenSet<string> Verbs = Vocabulary.Set("ask asks asked answer answers answered reply replies hear heard hears listen uses used use given gives gave held hold holds stand stands stood hang hangs mean means put puts look looks made make makes according itself himself herself themselves");

    /// <summary>The terms of a piece of a question; words in quotation marks and in capitals are required.</summary>
    public static ImmutableArray<QuestionTerm> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shouted = !text.Any(char.IsLower);
        var quoted = QuotedPattern().Matches(text);
        var terms = new List<QuestionTerm>();
        var tokens = Tokenizer.Read(text);
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            var literal = quoted.Any(q => token.Start > q.Index && token.Start < q.Index + q.Length);
            var raw = text.AsSpan(token.Start, token.Length);
            var named = !shouted && token.Start > 0 && char.IsUpper(raw[0]) && !StartsSentence(text, token.Start);
            if (!literal && Vocabulary.IsStopWord(token.Word) && !(named && raw.Length > 1 && !raw.ContainsAnyInRange('a', 'z'))) continue;
            if (literal && Vocabulary.IsStopWord(token.Word) && quoted.Any(q => token.Start > q.Index && token.Start < q.Index + q.Length && HasContent(q.Value))) continue;
            if (!literal && token.Length == 1 && !char.IsAsciiDigit(raw[0])) continue;
            if (!literal && Verbs.Contains(token.Word)) continue;
            var required = literal || named || token.Word.Any(char.IsAsciiDigit);
            if (terms.Any(term => term.Word == token.Word)) continue;
            terms.Add(new QuestionTerm(token.Word, required ? Literal(token) : Vocabulary.SpellingsOf(token), required, !required && (Kinds.Contains(token.Word) || Paints(tokens, i)))
            {
                Joined = JoinedAt(text, token),
                Decisive = IsOffice(tokens, i),
            });
        }

        return [.. terms];
    }

    /// <summary>Whether a word names a kind of work (a lecture, a book) that a title, a date or a name belongs to.</summary>
    public static bool IsWork(string word) => Works.Contains(word);

    /// <summary>What stands in quotation marks.</summary>
    public static ImmutableArray<string> Quoted(string text) => [.. QuotedPattern().Matches(text).Select(match => match.Value[1..^1].Trim())];

    // "The white card": the card is looked for, and its colour only tells it from others.
    private static bool Paints(ImmutableArray<Token> tokens, int index) =>
        Vocabulary.Colours.ContainsKey(tokens[index].Word) && index + 1 < tokens.Length && Kinds.Contains(tokens[index + 1].Word);

    // "The hardware engineer" is not any engineer, nor "the head of the bank" any head: a job, the word right before it and what it is the job of say together who is meant.
    private static bool IsOffice(ImmutableArray<Token> tokens, int index)
    {
        if (ShapeFinder.IsRole(tokens[index].Word) || (index + 1 < tokens.Length && ShapeFinder.IsRole(tokens[index + 1].Word))) return true;
        var of = index > 0 && tokens[index - 1].Word is "the" or "a" or "an" or "this" ? index - 2 : index - 1;
        return of > 0 && tokens[of].Word == "of" && ShapeFinder.IsRole(tokens[of - 1].Word);
    }

    private static ImmutableArray<string> Literal(Token token) => token.Stem == token.Word ? [token.Stem] : [token.Stem, token.Word];

    // Short halves would be one slip away from too many real words.
    private static string? JoinedAt(string text, Token token)
    {
        foreach (Match match in SlashedPattern().Matches(text))
            if (token.Start >= match.Index && token.Start < match.Index + match.Length && match.Length > JoinedLettersLeast)
                return Tokenizer.Fold(match.Value.Replace("/", "", StringComparison.Ordinal));
        return null;
    }

    // "How are you?" consists of nothing but words that otherwise only hold a question together; quoted, they are what is looked for.
    private static bool HasContent(string quotation) => Tokenizer.Read(quotation).Any(token => !Vocabulary.IsStopWord(token.Word));

    private static bool StartsSentence(string text, int index)
    {
        var before = index - 1;
        while (before >= 0 && char.IsWhiteSpace(text[before])) before--;
        return before < 0 || text[before] is '.' or '?' or '!';
    }

    // Letters only: a date or a fraction is no name that a reader may have run together.
    [GeneratedRegex(@"(?<![\p{L}\d/])\p{L}+/\p{L}+(?![\p{L}\d/])")]
    private static partial Regex SlashedPattern();

    [GeneratedRegex("\"[^\"]+\"|“[^”]+”|«[^»]+»|(?<!\\w)'[^']{2,}'(?!\\w)")]
    private static partial Regex QuotedPattern();
}
