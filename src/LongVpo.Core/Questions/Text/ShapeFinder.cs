using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LongVpo.Core.Questions.Text;

/// <summary>Recognises names, numbers, dates and addresses in a line by how they are written, since nothing here knows who or what they are.</summary>
public static partial class ShapeFinder
{
    // A job begins its line: "Vice President", "Chief Software Engineer".
    private const int OfficeWordsMost = 3;

    private static readonly FrozenSet<string> Roles = Vocabulary.Set(
        "engineer president director manager professor prof dr doctor ceo cto cfo founder cofounder editor producer officer reporter analyst scientist "
        + "developer designer author minister teacher student chairman chairwoman chair head lead architect actor actress host lecturer researcher "
        + "secretary senator mayor coach captain journalist correspondent consultant technician photographer artist musician composer writer owner chief "
        + "specialist expert spokesman spokeswoman spokesperson assistant associate fellow lawyer attorney judge nurse pilot driver farmer");

    private static readonly FrozenSet<string> Honorifics = Vocabulary.Set("prof professor dr doctor");

    private static readonly FrozenSet<string> Organisations = Vocabulary.Set(
        "foundation institute university universitat college school inc ltd llc gmbh ag corp corporation company agency association society bank council "
        + "ministry department studio studios pictures productions production group union laboratory laboratories lab labs network club party museum "
        + "hospital committee federation trust press media films entertainment broadcasting service services office");

    private static readonly FrozenSet<string> Streets = Vocabulary.Set(
        "street st road rd avenue ave av rue boulevard blvd bd lane drive way place platz strasse str via calle square quai highway allee gasse weg plaza "
        + "piazza terrace crescent impasse route chemin");

    private static readonly FrozenSet<string> NoName = Vocabulary.Set(
        "the a an and or of in on at to for with from by is are was this that it we you i he she they my your our yes no not new open free start stop "
        + "exit enter welcome hello hi hey goodbye good morning evening thanks thank please ok okay oh well now here there come go look wait tell what "
        + "who why how when where somebody someone nobody everybody never always today tomorrow yesterday project movie presents page chapter part "
        + "introduction lecture acknowledgements acknowledgments contents sale january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday colleagues mentors sir madam mr mrs ms");

    /// <summary>The pieces of a line that look as asked, in reading order; empty when there are none. For any text the whole line.</summary>
    public static ImmutableArray<string> Find(AnswerShape shape, string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return shape switch
        {
            AnswerShape.Email => All(EmailPattern(), line),
            AnswerShape.WebAddress => line.Contains('@', StringComparison.Ordinal) ? [] : All(WebPattern(), line),
            AnswerShape.PhoneNumber => All(PhonePattern(), line),
            AnswerShape.ClockTime => All(ClockPattern(), line),
            AnswerShape.Date => All(DatePattern(), line),
            AnswerShape.Number => All(NumberPattern(), line),
            AnswerShape.Money => All(MoneyPattern(), line),
            AnswerShape.PageNumber => All(PagePattern(), line),
            AnswerShape.Person => Names(line),
            AnswerShape.Role => Whole(line, Tokenizer.Read(line).Any(token => IsRole(token.Word) && !Honorifics.Contains(token.Word))),
            AnswerShape.Organisation => Whole(line, HasWord(line, Organisations) || (line.Any(char.IsLower) && Acronym().IsMatch(line))),
            AnswerShape.Street => Whole(line, HasWord(line, Streets)),
            AnswerShape.Place => Whole(line, HasWord(line, Streets) || PlacePattern().IsMatch(line)),
            AnswerShape.Title => Whole(line, LooksLikeTitle(line)),
            AnswerShape.Colour => [.. Tokenizer.Read(line).Select(t => t.Word).Where(Vocabulary.Colours.ContainsKey)],
            _ => Whole(line, line.Any(char.IsLetterOrDigit)),
        };
    }

    /// <summary>Whether a line says what somebody is or does for a living, as the second line of a name plate does.</summary>
    public static bool NamesRole(string line) => Tokenizer.Read(line).Any(token => IsRole(token.Word));

    /// <summary>Whether a line begins with a title of respect, so that it names somebody rather than what somebody does.</summary>
    public static bool IsHonoured(string line) => HonorificPattern().IsMatch(line);

    private static ImmutableArray<string> Names(string line)
    {
        line = WithoutOffice(line);
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (Match match in NamePattern().Matches(line))
        {
            // "University of Bergen": what a preposition joins to something else is part of that.
            var name = JoinedPattern().IsMatch(line.AsSpan(0, match.Index)) ? null : TrimToName(match.Value);
            if (name is not null) names.Add(name);
        }

        return names.ToImmutable();
    }

    // "Vice President - Southern Europe": what follows a job is where it is done and no name.
    private static string WithoutOffice(string line)
    {
        if (IsHonoured(line) || Tokenizer.Read(line).Take(OfficeWordsMost).FirstOrDefault(token => IsRole(token.Word)) is not { Length: > 0 } role) return line;
        var after = OfficePlacePattern().Match(line, role.Start + role.Length);
        return after.Success ? line[..after.Index] : line;
    }

    // A capital begins every sentence and every word of a sign, so words that are no one's name are cut off both ends first.
    private static string? TrimToName(string candidate)
    {
        var honoured = HonorificPattern().IsMatch(candidate);
        var words = candidate.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        while (words.Count > 0 && IsNoName(words[0])) words.RemoveAt(0);
        // "Software Engineer" is a job, not somebody called Software.
        if (words.Count > 0 && words[^1] is var last && (IsRole(Tokenizer.Fold(last)) || Organisations.Contains(Tokenizer.Fold(last)))) return null;
        while (words.Count > 0 && IsNoName(words[^1])) words.RemoveAt(words.Count - 1);
        if (words.Count is 0 or > 5) return null;
        if (!honoured && words.Any(IsNoName)) return null;
        // ETH Zurich is no person, OMAR may be one: an abbreviation among written-out words gives an institution away.
        if (words.Any(IsAbbreviation) && words.Any(word => word.Any(char.IsLower))) return null;
        var name = string.Join(' ', words).TrimEnd('.', ',', '-', '\'');
        return name.Count(char.IsLetter) >= 3 && name.Any(c => "aeiouyAEIOUY".Contains(c, StringComparison.Ordinal) || c > 127) ? name : null;
    }

    private static bool IsNoName(string word)
    {
        var folded = Tokenizer.Fold(word).Trim('.', ',', '!', '?', ':', ';', '-');
        if (folded is "prof" or "dr") return false;
        return NoName.Contains(folded) || Roles.Contains(folded) || Organisations.Contains(folded) || Streets.Contains(folded) || Vocabulary.IsStopWord(folded);
    }

    /// <summary>Whether a lower-case word names a job.</summary>
    // Biologist, journalist, cellist: too many to list, and hardly any other long word ends so.
    public static bool IsRole(string word) => Roles.Contains(word) || (word.Length >= 7 && word.EndsWith("ist", StringComparison.Ordinal));

    private static bool IsAbbreviation(string word) => word.Length is >= 2 and <= 5 && word.All(char.IsUpper);

    private static bool LooksLikeTitle(string line) =>
        line.Count(char.IsLetter) >= 3 && !line.Contains('@', StringComparison.Ordinal) && !WebPattern().IsMatch(line) && !ClockPattern().IsMatch(line)
        && line.Count(char.IsLetter) > line.Length / 2
        // "A studio presents" announces a title and is none.
        && Tokenizer.Read(line) is not [.., { Stem: "present" }];

    private static bool HasWord(string line, FrozenSet<string> words) => Tokenizer.Read(line).Any(token => words.Contains(token.Word));

    private static ImmutableArray<string> Whole(string line, bool fits) => fits ? [line.Trim()] : [];

    private static ImmutableArray<string> All(Regex pattern, string line) => [.. pattern.Matches(line).Select(match => match.Value.Trim())];

    // Text readers put a space around the at sign or a dot now and then.
    [GeneratedRegex(@"(?:[a-z]+\.\s)?[\w.+-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)*")]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"\b(?:https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|io|info|tv|eu|de|fr|uk|ch|at|it|es|nl|be|us|ca|au|jp)\b(?:/\S*)?)", RegexOptions.IgnoreCase)]
    private static partial Regex WebPattern();

    [GeneratedRegex(@"(?<![\d:])(?:\+|\()?\d[\d\s()./-]{5,}\d(?![\d:])")]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s?[ap]\.?m\.?)?(?![\d:])", RegexOptions.IgnoreCase)]
    private static partial Regex ClockPattern();

    [GeneratedRegex(
        @"\b(?:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s+\d{1,4}(?:st|nd|rd|th)?(?:,?\s+\d{4})?"
        + @"|\d{1,2}(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?:,?\s+\d{4})?"
        + @"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:1[89]|20)\d{2})\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"(?<![\w.:])[-+]?\d+(?:[.,:]\d+)*(?![\w])%?")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"[$€£¥]\s?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*\s?(?:[$€£¥]|(?:usd|eur|gbp|chf|dollars?|euros?|pounds?|cents?)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex MoneyPattern();

    // Small print in a margin is where readers of text err most: "Pe 4" is a page as well.
    [GeneratedRegex(@"\bp(?:age|[a-z]{0,2})\.?\s*\d+", RegexOptions.IgnoreCase)]
    private static partial Regex PagePattern();

    [GeneratedRegex(@"(?:\p{Lu}[\p{L}'’.-]*)(?:[ ]+\p{Lu}[\p{L}'’.-]*)*")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\b(?:of|at|in|from|de|near|to)\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex JoinedPattern();

    [GeneratedRegex(@"\s*[-–,&/(]|\s+(?:of|for|at|in)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OfficePlacePattern();

    [GeneratedRegex(@"^(?:Prof|Dr|Mr|Mrs|Ms|Sir|Madam|Lady|Lord|PROF|DR|MR|MRS)\b")]
    private static partial Regex HonorificPattern();

    [GeneratedRegex(@"\b\p{Lu}{2,5}\b")]
    private static partial Regex Acronym();

    [GeneratedRegex(@"\p{Lu}\p{Ll}+,\s+\p{Lu}\p{L}+|\b[A-Z]{2}\s+\d{5}\b")]
    private static partial Regex PlacePattern();
}
