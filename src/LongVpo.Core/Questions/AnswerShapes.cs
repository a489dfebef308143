using System.Text.RegularExpressions;

namespace LongVpo.Core.Questions;

/// <summary>Tells what the answer to a question must look like, so that a name is not answered with a street although both stand on the screen.</summary>
internal static partial class AnswerShapes
{
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>In the order in which they are tried: the narrower before those whose words it shares.</summary>
    private static IEnumerable<(AnswerShape Shape, Regex Pattern)> Shapes { get; } =
    [
        (AnswerShape.Email, EmailPattern()),
        (AnswerShape.WebAddress, WebPattern()),
        (AnswerShape.PhoneNumber, PhonePattern()),
        (AnswerShape.PageNumber, PageNumberPattern()),
        (AnswerShape.ClockTime, ClockPattern()),
        (AnswerShape.Street, StreetPattern()),
        (AnswerShape.Organisation, OrganisationPattern()),
        (AnswerShape.Title, TitlePattern()),
        (AnswerShape.Date, DatePattern()),
        (AnswerShape.Money, MoneyPattern()),
        (AnswerShape.Person, PersonPattern()),
        (AnswerShape.Role, RolePattern()),
        (AnswerShape.Number, NumberPattern()),
        (AnswerShape.Colour, ColourPattern()),
        (AnswerShape.Place, PlacePattern()),
    ];

    /// <param name="text">The question without what it quotes.</param>
    public static AnswerShape Of(string text)
    {
        foreach (var (shape, pattern) in Shapes)
            if (pattern.IsMatch(text)) return shape;
        return AnswerShape.AnyText;
    }

    [GeneratedRegex(@"\be-?mail\b|\bmail\s+address\b", Any)]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"\bweb\s?sites?\b|\burls?\b|\bweb\s+address\b|\bhome\s?page\b|\bdomain\b|\binternet\s+address\b", Any)]
    private static partial Regex WebPattern();

    [GeneratedRegex(@"\b(?:tele)?phone\b|\bfax\b|\bnumber\s+to\s+call\b", Any)]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"\bpage\s+(?:number|no)\b|\b(?:which|what)\s+page\b", Any)]
    private static partial Regex PageNumberPattern();

    [GeneratedRegex(@"\bclocks?\b|\btimer\b|\bwhat\s+time\s+(?:is\s+it|is\s+(?:shown|displayed|written))\b", Any)]
    private static partial Regex ClockPattern();

    [GeneratedRegex(@"\b(?:street|road|avenue|rue)\b", Any)]
    private static partial Regex StreetPattern();

    [GeneratedRegex(@"\borgani[sz]ations?\b|\bcompan(?:y|ies)\b|\binstitut(?:e|ion|ions)\b|\buniversit(?:y|ies)\b|\bagenc(?:y|ies)\b|\bwho\s+(?:presents|made|produced|published)\b|\bpresented\s+by\b|\bwhich\s+(?:studio|school|firm|brand|foundation|network)\b", Any)]
    private static partial Regex OrganisationPattern();

    [GeneratedRegex(@"(?<!\bjob\s+)\btitles?\b|\bheadline\b|\bheading\b|\b(?:film|video|lecture|talk|book|project|song|chapter|episode|show|programme|program|movie)\s+(?:is\s+)?(?:called|named)\b|\b(?:which|what)\s+(?:book|film|movie|song|chapter|episode|project|lecture)\b(?!\s+\w+\s+(?:is\s+)?(?:he|she|they))|\bname\s+of\s+the\s+(?:film|video|lecture|talk|book|project|song|chapter|episode|show|programme|movie)\b", Any)]
    private static partial Regex TitlePattern();

    [GeneratedRegex(@"\bdates?\b|\b(?:copyright|release|publication|production)\s+year\b|\byear\s+of\b|\b(?:which|what)\s+(?:day|year|month)\b|^\s*when\s+(?:was|were|did)\b(?!.*\b(?:shown|visible|seen|on\s+screen|said|mentioned|displayed|spoken|appear\w*)\b).*\b(?:held|recorded|made|published|released|founded|born|filmed|produced|written|given|died?|built|established|created|taken|place|invented)\b", Any)]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"\bprices?\b|\bcosts?\b|\bhow\s+much\s+(?:is|does|do|are|money)\b", Any)]
    private static partial Regex MoneyPattern();

    [GeneratedRegex(@"\bwho\b|\bwhose\b|\bwhom\b|\b(?:which|what)\s+(?:persons?|people|speakers?|lecturers?|names?)\b|\bby\s+name\b|\bname\s+of\s+the\s+(?:man|woman|person|speaker|lecturer|professor|engineer|author|director|presenter|host|boy|girl|character)\b|\bwhat\s+(?:is|are|was)\s+(?:his|her|their|the\s+\w+'s)\s+names?\b|\bnamed\s+people\b", Any)]
    private static partial Regex PersonPattern();

    [GeneratedRegex(@"\bjobs?\b|\bprofession\b|\boccupation\b|\bposition\s+of\b|\brole\s+of\b|\bwork\s+as\b", Any)]
    private static partial Regex RolePattern();

    [GeneratedRegex(@"\b(?:which|what)\s+numbers?\b|\b(?:score|counter)\b", Any)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"\b(?:which|what)\s+colou?rs?\b", Any)]
    private static partial Regex ColourPattern();

    [GeneratedRegex(@"^\s*where\b|\b(?:which|what)\s+(?:city|town|country|place|location|address)\b|\baddress\b", Any)]
    private static partial Regex PlacePattern();
}
