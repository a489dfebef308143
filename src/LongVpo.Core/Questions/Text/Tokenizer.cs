using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace LongVpo.Core.Questions.Text;

/// <summary>Cuts text into comparable words, the same way for questions, for subtitles and for what was read off the screen.</summary>
public static partial class Tokenizer
{
    /// <summary>The words of a text in order. <c>03:36</c>, <c>x0.5</c> and <c>env.ethz.ch</c> stay whole; a possessive 's is dropped.</summary>
    public static ImmutableArray<Token> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = ImmutableArray.CreateBuilder<Token>();
        foreach (var match in WordPattern().EnumerateMatches(text))
        {
            var word = Fold(text.AsSpan(match.Index, match.Length));
            if (word.EndsWith("'s", StringComparison.Ordinal)) word = word[..^2];
            if (word.Length > 0) tokens.Add(new Token(word, Stemmer.Stem(word), match.Index, match.Length));
        }

        return tokens.ToImmutable();
    }

    /// <summary>Lower case, without the accents of western languages and with one kind of apostrophe.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text) folded.Append(FoldLetter(char.ToLowerInvariant(c)));
        return folded.ToString();
    }

    // Written out because the product runs without culture data, where Unicode decomposition leaves accents in place.
    private static string FoldLetter(char c) => c switch
    {
        'à' or 'á' or 'â' or 'ã' or 'ä' or 'å' or 'ā' or 'ą' => "a",
        'ç' or 'ć' or 'č' => "c",
        'è' or 'é' or 'ê' or 'ë' or 'ē' or 'ę' or 'ě' => "e",
        'ì' or 'í' or 'î' or 'ï' or 'ī' or 'ı' => "i",
        'ñ' or 'ń' or 'ň' => "n",
        'ò' or 'ó' or 'ô' or 'õ' or 'ö' or 'ø' or 'ō' => "o",
        'ś' or 'š' or 'ş' => "s",
        'ù' or 'ú' or 'û' or 'ü' or 'ū' or 'ů' => "u",
        'ý' or 'ÿ' => "y",
        'ź' or 'ż' or 'ž' => "z",
        'ł' => "l",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        '’' or '‘' or '`' => "'",
        _ => c.ToString(),
    };

    [GeneratedRegex(@"[\p{L}\d]+(?:[.:'’][\p{L}\d]+)*")]
    private static partial Regex WordPattern();
}
