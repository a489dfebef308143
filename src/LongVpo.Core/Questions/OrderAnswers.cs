using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>Which of two things comes first, and what stands before, after, above or below a named line.</summary>
public sealed class OrderAnswers(QuestionOptions options)
{
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(30);
    private const double ColumnReach = 0.25;
    private readonly SequelAnswers _sequels = new(options);

    /// <summary>The order of two things, by their first occurrences.</summary>
    public Finding Order(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        var first = FirstOf(footage, question);
        var second = FirstOf(footage, question with { Terms = question.OtherTerms });
        if (first is null || second is null) return HonestNo.Of(footage, first is null ? question with { OtherTerms = [] } : question with { Terms = question.OtherTerms, OtherTerms = [] });
        var (one, two) = (first.Cite(footage.Window), second.Cite(footage.Window));
        if (one.Range.Start == two.Range.Start)
            return new Finding(true, $"Both at the same time: {Wording.Quote(first.Text)} and {Wording.Quote(second.Text)} are {Wording.Place(first, one)}.", 0.8, Wording.Cited([one, two], options.CitationsMost));
        var earlier = one.Range.Start < two.Range.Start;
        var (a, b) = earlier ? ((first, one), (second, two)) : ((second, two), (first, one));
        var verdict = question.Text.StartsWith("wh", StringComparison.OrdinalIgnoreCase) || question.Text.Contains(" first", StringComparison.OrdinalIgnoreCase) ? ""
            : earlier == (question.Relation == WordRelation.Before) ? "Yes: " : "No: ";
        var text = $"{verdict}{Wording.Quote(a.Item1.Text)} comes first ({Wording.Place(a.Item1, a.Item2)}), then {Wording.Quote(b.Item1.Text)} ({Wording.Place(b.Item1, b.Item2)}).";
        return new Finding(true, text, 0.85, Wording.Cited([one, two], options.CitationsMost));
    }

    /// <summary>What stands in a named relation to a line, or null when no line is named that could be found.</summary>
    public Finding? Relation(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        var anchors = LineSearch.Matches(footage, question with { Form = QuestionForm.Exists, Shape = AnswerShape.AnyText });
        foreach (var anchor in anchors.Select(match => match.Line))
        {
            if (question is { Happening: true, WantsWording: false, Relation: WordRelation.After or WordRelation.Before } && _sequels.Beside(footage, question, anchor) is { } sequel) return sequel;
            var answer = question.Relation is WordRelation.After or WordRelation.Before ? InTime(footage, anchor, question.Relation) : InPicture(footage, anchor, question);
            if (answer is null) continue;
            var (told, by) = (answer.Cite(footage.Window), anchor.Cite(footage.Window));
            var text = $"{Wording.Quote(answer.Text)}, {Wording.Place(answer, told)}, stands {Name(question.Relation)} {Wording.Quote(anchor.Text)}.";
            return new Finding(true, text, 0.8, Wording.Cited([told, by], options.CitationsMost));
        }

        return null;
    }

    private static WordLine? FirstOf(Footage footage, ParsedQuestion question) =>
        LineSearch.Matches(footage, question with { Phrases = [] }).Where(match => match.Complete).Select(match => match.Line).MinBy(line => line.Range.Start);

    private static WordLine? InTime(Footage footage, WordLine anchor, WordRelation relation)
    {
        var kin = footage.Lines.Where(line => line.IsSpeech == anchor.IsSpeech && line != anchor && !line.Text.Equals(anchor.Text, StringComparison.OrdinalIgnoreCase));
        return relation == WordRelation.After
            ? kin.Where(line => line.Range.Start > anchor.Range.Start && !(line.Range.Start < anchor.Range.End && line.Range.Overlaps(anchor.Range) && !anchor.IsSpeech) && line.Range.Start.Since(anchor.Range.End) <= Reach).MinBy(line => line.Range.Start)
            : kin.Where(line => line.Range.Start < anchor.Range.Start && line.Range.End <= anchor.Range.Start.Plus(TimeSpan.FromSeconds(0.1)) && anchor.Range.Start.Since(line.Range.End) <= Reach).MaxBy(line => line.Range.Start);
    }

    private static WordLine? InPicture(Footage footage, WordLine anchor, ParsedQuestion question)
    {
        if (anchor.Box is not { } at) return null;
        var moment = question.Time?.Moment;
        return footage.AskedLines
            .Where(line => !line.IsSpeech && line != anchor && line.Box is not null && line.Range.Overlaps(anchor.Range))
            .Where(line => question.Shape == AnswerShape.AnyText || Text.ShapeFinder.Find(question.Shape, line.Text).Length > 0)
            .Select(line => (line, offset: Offset(at, line.Box!.Value, question.Relation)))
            .Where(found => found.offset is not null)
            .OrderBy(found => found.offset)
            .ThenBy(found => moment is { } m ? Math.Abs(found.line.Range.Start.Since(m).TotalSeconds) : 0)
            .Select(found => found.line)
            .FirstOrDefault();
    }

    // Distance in the asked direction; what stands in another column is only taken when nothing stands in this one.
    private static double? Offset(Observations.Box anchor, Observations.Box other, WordRelation relation)
    {
        var down = Middle(other.Top, other.Height) - Middle(anchor.Top, anchor.Height);
        var right = Middle(other.Left, other.Width) - Middle(anchor.Left, anchor.Width);
        var (along, across) = relation switch
        {
            WordRelation.Above => (-down, Math.Abs(right)),
            WordRelation.Below => (down, Math.Abs(right)),
            WordRelation.LeftOf => (-right, Math.Abs(down)),
            _ => (right, Math.Abs(down)),
        };
        return along <= 0.005 ? null : along + (across <= ColumnReach / 2 ? 0 : across * 2);
    }

    private static double Middle(double start, double length) => start + (length / 2);

    private static string Name(WordRelation relation) => relation switch
    {
        WordRelation.Above => "above",
        WordRelation.Below => "below",
        WordRelation.LeftOf => "left of",
        WordRelation.RightOf => "right of",
        WordRelation.After => "right after",
        _ => "right before",
    };
}
