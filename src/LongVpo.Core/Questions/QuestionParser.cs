using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using LongVpo.Core.Questions.Told;

namespace LongVpo.Core.Questions;

/// <summary>
/// Understands an English question well enough to look its answer up: when, what kind of answer, in which channel, with which words.
/// It never fails; what it cannot read stays a search for the question's words.
/// </summary>
public static partial class QuestionParser
{
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    public static ParsedQuestion Parse(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var (time, text) = TimeExpressions.Take(question.Trim());
        var told = QuotedPattern().IsMatch(text) ? null : ToldQuestionParser.Parse(text);
        var recital = RecitalPattern().IsMatch(text);
        if (recital) text = RecitalPattern().Replace(text, "What is ", 1);
        (var slide, text) = SlideOf(text);
        var unquoted = QuotedPattern().Replace(text, " ");
        var channel = ChannelOf(unquoted);
        var (measured, colour) = MeasuredCues.Find(unquoted);
        var parsed = new ParsedQuestion
        {
            Text = question.Trim(),
            Time = time,
            Form = FormOf(unquoted),
            Channel = channel,
            Shape = AnswerShapes.Of(unquoted),
            Measured = measured,
            Colour = colour,
            Phrases = QuestionTerms.Quoted(text),
            Terms = QuestionTerms.Of(text),
            Occurrence = LastPattern().IsMatch(unquoted) ? Occurrence.Last : FirstPattern().IsMatch(unquoted) ? Occurrence.First : Occurrence.Every,
        };
        parsed = parsed with
        {
            Superlative = SuperlativePattern().IsMatch(unquoted),
            Slide = slide,
            Happening = HappeningPattern().IsMatch(unquoted),
            Topical = TopicPattern().IsMatch(unquoted),
            Told = told,
        };
        if (recital && parsed.Channel == QuestionChannel.Any) parsed = parsed with { Channel = QuestionChannel.Words };
        parsed = WithSaying(Settled(parsed, unquoted), unquoted);
        return WithOrder(parsed, text) ?? WithRelation(parsed, text) ?? parsed;
    }

    /// <summary>The questions that "and" joins into one, so that the answerable half is not lost with the other.</summary>
    public static ImmutableArray<string> Clauses(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var parts = ClausePattern().Split(question);
        return parts.Length < 2 ? [] : [.. parts.Select(part => part.Trim(' ', ',', '?') + "?")];
    }

    // What one reading says about another: a measured thing must not be overridden by the word that named it, and the other way round.
    private static ParsedQuestion Settled(ParsedQuestion parsed, string text)
    {
        if (parsed.Shape == AnswerShape.Date && parsed.Form == QuestionForm.When) parsed = parsed with { Form = QuestionForm.What };
        if (parsed.Shape == AnswerShape.ClockTime && ClockFacePattern().IsMatch(text)) parsed = parsed with { Channel = QuestionChannel.Screen };
        var literal = parsed.Phrases.Length > 0 || parsed.Terms.Any(term => term.Required);
        parsed = parsed with { WantsWording = MentionedPattern().IsMatch(text) || (parsed.Channel != QuestionChannel.Any && WordingPattern().IsMatch(text)), Visual = VisualPattern().IsMatch(text) };
        if ((literal || parsed.WantsWording) && parsed.Measured is [not (MeasuredSubject.CaptionLines or MeasuredSubject.PageOfText)]) parsed = parsed with { Measured = [] };
        if (parsed.Measured.IsEmpty && parsed.Channel == QuestionChannel.Any && parsed.Terms.IsEmpty && OverviewPattern().IsMatch(text))
            return parsed with { Measured = [MeasuredSubject.Overview] };
        if (parsed.Shape is AnswerShape.Title or AnswerShape.Person or AnswerShape.Date or AnswerShape.Organisation or AnswerShape.Role or AnswerShape.Place)
            parsed = parsed with { Terms = [.. parsed.Terms.Select(term => term with { Hint = term.Hint || (!term.Required && QuestionTerms.IsWork(term.Word)) })] };
        // "Is a card shown?" asks for the card itself, so the kind of thing is the thing.
        return parsed.Form == QuestionForm.Exists && parsed.Shape == AnswerShape.AnyText && parsed.Channel == QuestionChannel.Any
            ? parsed with { Terms = [.. parsed.Terms.Select(term => term with { Hint = false })] }
            : parsed;
    }

    private static QuestionForm FormOf(string text)
    {
        if (HowManyPattern().IsMatch(text)) return QuestionForm.HowMany;
        if (HowLongPattern().IsMatch(text)) return QuestionForm.HowLong;
        if (ListPattern().IsMatch(text)) return QuestionForm.List;
        if (WhenPattern().IsMatch(text)) return QuestionForm.When;
        return ExistsPattern().IsMatch(text) ? QuestionForm.Exists : QuestionForm.What;
    }

    private static QuestionChannel ChannelOf(string text)
    {
        if (ShownOrSaidPattern().IsMatch(text)) return QuestionChannel.Words;
        if (SpokenPattern().IsMatch(text) && !ScreenObjectSaysPattern().IsMatch(text)) return QuestionChannel.Speech;
        return ScreenPattern().IsMatch(text) ? QuestionChannel.Screen : QuestionChannel.Any;
    }

    // "The second slide" says where to look, and "second" is neither a time nor a word to look for.
    private static (int? Slide, string Remaining) SlideOf(string text)
    {
        var match = SlidePattern().Match(text);
        if (!match.Success || QuotedPattern().Matches(text).Any(q => match.Index > q.Index && match.Index < q.Index + q.Length)) return (null, text);
        var number = match.Groups["n"].Value.ToUpperInvariant() switch
        {
            "FIRST" => 1, "SECOND" => 2, "THIRD" => 3, "FOURTH" => 4, "FIFTH" => 5, "SIXTH" => 6, "SEVENTH" => 7, "EIGHTH" => 8, "NINTH" => 9, "TENTH" => 10,
            "LAST" or "FINAL" => -1,
            var digits => int.Parse(DigitsPattern().Match(digits).Value, CultureInfo.InvariantCulture),
        };
        return number == 0 ? (null, text) : (number, text.Remove(match.Index, match.Length).Insert(match.Index, match.Groups["kind"].Value));
    }

    // "When does she ask how are you?": words that otherwise only hold a question together are the ones that were said.
    private static ParsedQuestion WithSaying(ParsedQuestion parsed, string text)
    {
        if (parsed.Channel != QuestionChannel.Speech || !parsed.Terms.IsEmpty || parsed.Form is not (QuestionForm.When or QuestionForm.Exists or QuestionForm.HowMany or QuestionForm.List)) return parsed;
        var match = SayingPattern().Match(text);
        return match.Success ? parsed with { Phrases = [match.Groups["said"].Value], Terms = QuestionTerms.Of($" \"{match.Groups["said"].Value}\"") } : parsed;
    }

    private static ParsedQuestion? WithOrder(ParsedQuestion parsed, string text)
    {
        var match = BeforePattern().Match(text);
        if (!match.Success) match = FirstOfPattern().Match(text);
        if (!match.Success) return null;
        var (a, b) = (QuestionTerms.Of(match.Groups["a"].Value), QuestionTerms.Of(match.Groups["b"].Value));
        if (a.IsEmpty || b.IsEmpty) return null;
        return parsed with { Form = QuestionForm.Order, Terms = a, OtherTerms = b, Relation = match.Groups["after"].Success ? WordRelation.After : WordRelation.Before, Measured = [] };
    }

    private static ParsedQuestion? WithRelation(ParsedQuestion parsed, string text)
    {
        var match = RelationPattern().Match(text);
        if (!match.Success) return null;
        var relation = match.Groups["rel"].Value.ToUpperInvariant() switch
        {
            "ABOVE" or "OVER" => WordRelation.Above,
            "BELOW" or "UNDER" or "BENEATH" or "UNDERNEATH" => WordRelation.Below,
            "LEFT OF" => WordRelation.LeftOf,
            "RIGHT OF" => WordRelation.RightOf,
            "AFTER" or "FOLLOWING" or "FOLLOWS" => WordRelation.After,
            _ => WordRelation.Before,
        };
        var anchors = QuestionTerms.Of(" " + match.Groups["x"].Value);
        var spatial = relation is not (WordRelation.After or WordRelation.Before);
        if (!spatial && !anchors.Any(term => term.Required) && MeasuredCues.OfAnchor(match.Groups["x"].Value) is { IsEmpty: false } measured)
        {
            // "Which shot comes before the page of text?" asks for a shot, whatever the anchor is made of.
            var wanted = text[..match.Groups["rel"].Index];
            var channel = ChannelOf(wanted);
            return parsed with { Relation = relation, RelatedTo = measured, Terms = anchors, Measured = [], Channel = channel, WantsWording = channel != QuestionChannel.Any && WordingPattern().IsMatch(wanted) };
        }

        if (anchors.IsEmpty) return null;
        if (spatial && !(parsed.WantsWords || parsed.Shape == AnswerShape.Number)) return null;
        return parsed with { Relation = relation, Terms = anchors, Measured = [] };
    }

    [GeneratedRegex("\"[^\"]+\"|“[^”]+”|«[^»]+»|(?<!\\w)'[^']{2,}'(?!\\w)")]
    private static partial Regex QuotedPattern();

    [GeneratedRegex(@"\bhow\s+(?:many|often)\b|\b(?:what\s+is\s+the\s+|the\s+)?number\s+of\s+(?:times|cuts|shots|scenes|fades|dissolves|captions|subtitles|slides|transitions|occurrences)\b|^\s*count\b", Any)]
    private static partial Regex HowManyPattern();

    [GeneratedRegex(@"\bhow\s+long\b|\b(?:duration|running time|runtime)\b", Any)]
    private static partial Regex HowLongPattern();

    [GeneratedRegex(@"^\s*(?:list|enumerate|give\s+(?:me\s+)?all|show\s+(?:me\s+)?all|name\s+all|find\s+all|which\s+are\s+all)\b|\ball\s+(?:the\s+)?(?:times|places|occurrences|moments|mentions|texts?|words|lines|signs|cuts|shots|names)\b", Any)]
    private static partial Regex ListPattern();

    [GeneratedRegex(@"^\s*(?:and\s+)?when\b|\b(?:at|in|during|since|from)\s+(?:what|which)\s+(?:times?|parts?|points?|moments?|stretch(?:es)?|seconds?|minutes?|shots?|scenes?)\b|^\s*which\s+(?:parts?|moments?|stretch(?:es)?|times|shots?|scenes?|segments?)\b|^\s*what\s+time\s+(?:does|do|is|was)\b(?!.*\b(?:clock|it)\b)|^\s*(?:find|where|jump\s+to)\b.*\b(?:moment|place|part)s?\s+(?:where|when|in\s+which)\b", Any)]
    private static partial Regex WhenPattern();

    [GeneratedRegex(@"^\s*(?:is|are|was|were|does|do|did|has|have|can|could|will|any|isn't|aren't|doesn't)\b", Any)]
    private static partial Regex ExistsPattern();

    [GeneratedRegex(@"\b(?:say|says|said|saying|spoken|speaks?|speaking|spoke|subtitles?|captions?|mention(?:s|ing)?|dialogues?|according\s+to|greet\w*|by\s+name|asks?|asked|answers?|answered|tells?|told|(?<!\b(?:the|a|this|that|of|which|what)\s+)talk(?:s|ed|ing)?|repl(?:y|ies|ied)|hear|hears|heard|voice|narrator|shouts?|utter\w*|whisper\w*)\b(?!\s+bar\b)", Any)]
    private static partial Regex SpokenPattern();

    [GeneratedRegex(@"\b(?:shown|seen|written|displayed|read|on\s+screen)\s+or\s+(?:said|spoken|heard|mentioned)\b|\b(?:said|spoken|heard|mentioned)\s+or\s+(?:shown|seen|written|displayed|read|on\s+screen)\b", Any)]
    private static partial Regex ShownOrSaidPattern();

    [GeneratedRegex(@"\b(?:signs?|titles?|cards?|slides?|labels?|text|posters?|banners?|screen|page|headline|heading|board|logo|clock|plate|inscription|credits|lower\s+third|it)\b[^?]{0,40}\b(?:say|says|said)\b|\bdoes\s+(?:the\s+)?(?:sign|title|card|slide|label|text|poster|banner|screen|page)\b|\baccording\s+to\s+(?:the\s+|this\s+|that\s+|an?\s+)?(?:\w+\s+)?(?:sign|title|card|slide|label|text|poster|banner|screen|page|board|billboard|plate|inscription)\b", Any)]
    private static partial Regex ScreenObjectSaysPattern();

    [GeneratedRegex(@"\b(?:written|writing|texts?|signs?|titles?|displayed|displays?|cards?|slides?|labels?|labell?ed|logos?|lower\s+thirds?|clocks?|e-?mails?|pages?|on[- ]?screen|reads?|printed|painted|posters?|banners?|credits?|heading|headline|highlighted|caption\s+bar|name\s?plates?|letters|words?|screen|inscriptions?|url|website|address|phone|telephone|billboards?|counters?|timer|scoreboard|score|ticker|signature|names?\s+(?:is|are)\s+shown)\b", Any)]
    private static partial Regex ScreenPattern();

    [GeneratedRegex(@"\b(?:what|which|whose)\s+(?:[\w-]+\s+){0,2}(?:texts?|titles?|words?|lines?|names?|numbers?|address(?:es)?|inscriptions?)\b|\b(?:what|which)\b[^?]*\b(?:written|says?|said|reads?|printed|painted)\b", Any)]
    private static partial Regex WordingPattern();

    [GeneratedRegex(@"\b(?:mentioned|named|referred\s+to)\b", Any)]
    private static partial Regex MentionedPattern();

    [GeneratedRegex(@"\b(?:seen?|visible|shown?|appears?|appear(?:s|ed|ing)?|in\s+the\s+(?:picture|video|film|clip|frame|image|scene))\b", Any)]
    private static partial Regex VisualPattern();

    [GeneratedRegex(@"\bclocks?\b|\btimer\b|\bcounter\b", Any)]
    private static partial Regex ClockFacePattern();

    [GeneratedRegex(@"^\s*what\b(?!.*\b(?:behind|beside|above|below|under|next\s+to|in\s+front|on\s+the\s+(?:left|right|wall|table))\b).*\b(?:happen\w*|going\s+on|seen?|visible|shown|about|in\s+the\s+(?:picture|video|film|clip))\b|^\s*(?:describe|summari[sz]e|give\s+(?:me\s+)?an?\s+(?:overview|summary))", Any)]
    private static partial Regex OverviewPattern();

    [GeneratedRegex(@"^\s*(?:please\s+)?(?:quote|cite|transcribe|repeat|read(?:\s+out)?)\s+(?=(?:me\s+)?(?:the|every|all|what|any)\b)", Any)]
    private static partial Regex RecitalPattern();

    [GeneratedRegex(@"\b(?:(?<n>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|\d{1,3}(?:st|nd|rd|th))\s+(?<kind>slide|page)|(?<kind>slide)\s+(?:number\s+|no\.?\s+)?(?<n>\d{1,3}))\b(?!\s+(?:number|change))", Any)]
    private static partial Regex SlidePattern();

    [GeneratedRegex(@"\d+")]
    private static partial Regex DigitsPattern();

    [GeneratedRegex(@"\b(?:says?|said|asks?|asked|shouts?|shouted|whispers?|whispered)\s+(?!(?:any|some|no|every)\w*\b|(?:it|this|that|so|a|an|the|in|at|on|to|by|about|of|for|after|before|again|first|last|next|during|out|aloud|here|there|or|and|more)\b)(?<said>[\w'’]+(?:\s+[\w'’]+)+)\s*[?!.]*\s*$", Any)]
    private static partial Regex SayingPattern();

    [GeneratedRegex(@"\bhappen\w*\b|\bgoing\s+on\b|\b(?:do|can)\s+(?:we|you|i)\s+see\b", Any)]
    private static partial Regex HappeningPattern();

    [GeneratedRegex(@"\b(?:say|says|said|tells?|told|talk\w*|writt?en|writes?|mentioned|learn|read|known)\b[^?]*\babout\s+(?!(?:it|this|that|him|her|them|what|the\s+(?:video|film|clip))\b)\w", Any)]
    private static partial Regex TopicPattern();

    [GeneratedRegex(@"\bfirst\b|\binitially\b|\bearliest\b", Any)]
    private static partial Regex FirstPattern();

    [GeneratedRegex(@"\blast\b|\blatest\b|\bfinal\b|\bfinally\b", Any)]
    private static partial Regex LastPattern();

    [GeneratedRegex(@"\b(?:most|loudest|quietest|brightest|darkest|strongest|fastest|calmest|least)\b", Any)]
    private static partial Regex SuperlativePattern();

    [GeneratedRegex(@"\s*,?\s+and\s+(?=(?:what|who|when|where|which|how|whose)\b)", Any)]
    private static partial Regex ClausePattern();

    [GeneratedRegex(@"^\s*(?:does|do|did|is|are|was|were)\s+(?<a>.+?)\s+(?:(?:come|comes|appear|appears|happen|occur|shown|said|mentioned|seen|displayed|go)\s+)?(?:(?<before>before|earlier\s+than)|(?<after>after|later\s+than))\s+(?<b>.+?)\s*\??\s*$", Any)]
    private static partial Regex BeforePattern();

    [GeneratedRegex(@"\b(?:which|what|who)\b[^,:?]*\b(?:first|earlier|sooner)\b\s*[,:-]*\s*(?<a>[^,:?]+?)\s+or\s+(?<b>[^?]+?)\s*\??\s*$|^\s*(?:(?:is|does|did|was)\s+)?(?<a>[^?]+?)\s+or\s+(?<b>[^?]+?)\s+(?:(?:come|comes|appear|appears|shown|said)\s+)?first\s*\??\s*$", Any)]
    private static partial Regex FirstOfPattern();

    [GeneratedRegex(@"\b(?:(?<rel>above|over|below|beneath|underneath|under|left\s+of|right\s+of)|(?:what|which|who)\b[^?]*\b(?<rel>after|before|following|follows|precedes))\s+(?:the\s+(?:words?|text|line|title|number|label)\s+)?(?<x>.+)", Any)]
    private static partial Regex RelationPattern();
}
