using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Questions.Text;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>Reads answers out: the line that matches, the piece of it that was asked for, and the line beside it when the answer stands there.</summary>
public sealed class WordAnswers(QuestionOptions options)
{
    // More candidates than these are no longer an answer.
    private const int CandidatesMost = 5;
    // Far more candidates than are told are put together to signs; the others stay lines.
    private const int SignsMost = 64;
    private const double CandidateShare = 0.6;
    private const double WholeCoverage = 0.9;
    private static readonly TimeSpan NextLine = TimeSpan.FromSeconds(3);

    public Finding Answer(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        // "What is the title of the lecture?" names only kinds of things, and the title need not say "lecture": how a line is written decides.
        var byShape = question.Shape != AnswerShape.AnyText && question.Phrases.IsEmpty && (question.Terms.All(term => term.Hint) || (question.Shape == AnswerShape.ClockTime && question.Time is not null));
        if (byShape && MayOffer(footage, question) && FromShape(footage, question) is { Found: true } fitting) return fitting;
        var matches = LineSearch.Matches(footage, question);
        if (matches.Count > 0) return FromMatches(footage, question, matches);
        return MayOffer(footage, question) ? FromShape(footage, question) : HonestNo.Of(footage, question);
    }

    private Finding FromMatches(Footage footage, ParsedQuestion question, IReadOnlyList<LineMatch> matches)
    {
        var chosen = Chosen(matches.Select(m => m.Line), question.Occurrence, matches[0].Line).Select(line => SignText.Whole(footage, line, question.Shape)).DistinctBy(line => (line.Text, line.Range));
        var told = new List<WordLine>();
        var pieces = new List<string>();
        foreach (var line in chosen)
        {
            told.Add(line);
            var own = Pieces(line, question);
            pieces.AddRange(own);
            if (own.Count > 0 && question.Shape != AnswerShape.AnyText) continue;
            foreach (var beside in Beside(footage, line, question))
            {
                told.Add(beside);
                if (question.Shape != AnswerShape.AnyText) pieces.AddRange(Pieces(beside, question));
            }
        }

        var confidence = Math.Clamp(0.45 + (0.5 * matches[0].Coverage), 0, 0.95) * (question.Shape == AnswerShape.AnyText || pieces.Count > 0 ? 1 : 0.7);
        if (pieces.Count == 0 && question.Channel == QuestionChannel.Any && question.Shape is AnswerShape.Colour or AnswerShape.Number or AnswerShape.Money) return HonestNo.Of(footage, question);
        var aboutPicture = question.Channel == QuestionChannel.Any && question.Shape == AnswerShape.AnyText && question.Phrases.IsEmpty && matches[0].Coverage < WholeCoverage;
        return aboutPicture
            ? Told(footage, told, [], confidence / 2, "Only the words were found; what the picture shows cannot be judged without a vision model.")
            : Told(footage, told, question.Shape == AnswerShape.AnyText ? [] : pieces, confidence, null);
    }

    // Wording could not be matched, so what fits in kind is offered and said to be only that.
    private Finding FromShape(Footage footage, ParsedQuestion question)
    {
        var ranked = Nearest(footage, question, ShapeCandidates.Rank(footage, question));
        // "Pg 4" is easily misread; the number in it is not.
        if (ranked.Count == 0 && question.Shape == AnswerShape.PageNumber) return FromShape(footage, question with { Shape = AnswerShape.Number });
        if (ranked.Count == 0) return question.Shape == AnswerShape.Number ? Unread(footage, question) : HonestNo.Of(footage, question);
        ranked = WholeSigns(footage, question, ranked);
        var good = ranked.Where(r => r.Score >= ranked[0].Score * CandidateShare).ToList();
        var single = question.Shape is AnswerShape.Title or AnswerShape.ClockTime or AnswerShape.Person && question.Occurrence == Occurrence.Every;
        var chosen = question.Time is not null && question.Shape == AnswerShape.AnyText ? ranked
            : question.Occurrence != Occurrence.Every ? [.. Chosen(good.Select(g => g.Line), question.Occurrence, good[0].Line).Select(line => good.First(g => g.Line == line))]
            : single ? [.. good.Take(question.Shape == AnswerShape.Person ? 3 : 2)] : [.. good.Take(CandidatesMost)];
        // A picture full of text is read from its top.
        if (chosen.Count > options.CitationsMost && chosen.All(c => c.Line.Range.Overlaps(chosen[0].Line.Range))) chosen = [.. chosen.OrderBy(c => c.Line.Box?.Top ?? 0)];
        var lines = chosen.Select(c => c.Line).Take(options.CitationsMost).ToList();
        foreach (var line in question.Shape switch { AnswerShape.Person => lines.ToList(), AnswerShape.Title => lines.Take(1).ToList(), _ => [] })
            lines.AddRange(PlateLines(footage, line).Where(l => !lines.Contains(l) && (question.Shape == AnswerShape.Person || IsSubtitleOf(line, l))));
        var pieces = question.Shape == AnswerShape.AnyText ? [] : chosen.SelectMany(c => c.Pieces).ToList();
        var asked = question.Time is not null || question.Terms.All(term => term.Hint);
        var remark = asked ? null : "The question's own words appear nowhere; this is what fits in kind.";
        return Told(footage, lines, pieces, !asked ? 0.3 : question.WantsWords ? 0.6 : 0.4, remark);
    }

    // Lines of one sign are one candidate, at the rank of the best of them.
    private static IReadOnlyList<ShapeCandidate> WholeSigns(Footage footage, ParsedQuestion question, IReadOnlyList<ShapeCandidate> ranked) =>
        [.. ranked.Take(SignsMost).Select(r => SignText.Whole(footage, r.Line, question.Shape) is var whole && whole != r.Line ? r with { Line = whole, Pieces = ShapeFinder.Find(question.Shape, whole.Text) } : r)
            .DistinctBy(r => (r.Line.Text, r.Line.Range)).Concat(ranked.Skip(SignsMost))];

    // A number that is on screen but could not be read is still where the other text is: a person can look there.
    private Finding Unread(Footage footage, ParsedQuestion question)
    {
        var nearby = ShapeCandidates.Rank(footage, question with { Shape = AnswerShape.AnyText }).Take(CandidatesMost).Select(c => c.Line).ToList();
        if (nearby.Count == 0) return HonestNo.Of(footage, question);
        var told = Told(footage, nearby, [], 0.1, null);
        return told with { Found = false, Text = "No number could be read. Text that is on screen, where it may stand: " + told.Text };
    }

    private Finding Told(Footage footage, List<WordLine> lines, List<string> pieces, double confidence, string? remark)
    {
        var ordered = lines.Distinct().Where(line => !lines.Exists(other => IsPartOf(line, other))).OrderBy(line => line.Range.Start).ThenBy(line => line.Box?.Top ?? 0).Take(options.CitationsMost).ToList();
        var cited = ordered.Select(line => (line, citation: line.Cite(footage.Window))).ToList();
        var sentences = new List<string>();
        // A piece that is the whole line would only be said twice.
        var parts = pieces.Where(piece => !ordered.Any(line => line.Text == piece)).Distinct(StringComparer.OrdinalIgnoreCase).Take(CandidatesMost).ToList();
        if (parts.Count > 0) sentences.Add(string.Join("; ", parts) + ":");
        foreach (var together in Together(cited))
        {
            var quotes = Wording.List([.. together.Select(t => Wording.Quote(t.line.Text))]);
            var (first, last) = (together[0], together[^1]);
            var range = first.citation.Range.Union(last.citation.Range);
            sentences.Add(Wording.Sentence($"{quotes}{Wording.Be(together.Count)}{Wording.Place(first.line, first.citation with { Range = range })}"));
        }

        if (remark is not null) sentences.Add(remark);
        return new Finding(true, string.Join(' ', sentences), confidence, Wording.Cited(cited.Select(c => c.citation), options.CitationsMost));
    }

    // Lines of one picture, or of one exchange, are told in one sentence.
    private static IEnumerable<List<(WordLine line, Citation citation)>> Together(List<(WordLine line, Citation citation)> cited)
    {
        var open = new List<(WordLine line, Citation citation)>();
        foreach (var next in cited)
        {
            if (open.Count > 0 && (open[0].line.Kind != next.line.Kind || next.citation.Range.Start.Since(open[^1].citation.Range.End) > NextLine))
            {
                yield return open;
                open = [];
            }

            open.Add(next);
        }

        if (open.Count > 0) yield return open;
    }

    private static IReadOnlyList<string> Pieces(WordLine line, ParsedQuestion question)
    {
        var text = Clause(line.Text, question);
        return [.. ShapeFinder.Find(question.Shape, text).Where(piece => question.Shape is AnswerShape.Title or AnswerShape.Street or AnswerShape.Organisation or AnswerShape.PageNumber || LineSearch.IsNews(piece, question))];
    }

    // A list in one line ("A, X; B, Y") answers with the entry that was named.
    private static string Clause(string text, ParsedQuestion question)
    {
        if (question.Shape != AnswerShape.Person || !text.Contains(';', StringComparison.Ordinal)) return text;
        return text.Split(';').FirstOrDefault(clause => Tokenizer.Read(clause).Any(token => question.Terms.Any(t => t.Required && t.Spellings.Any(s => WordMatch.Of(s, token) > 0.7)))) ?? text;
    }

    // The answer to a spoken line is the next one; the answer to a label is the line nearest to it in the same picture.
    private static IEnumerable<WordLine> Beside(Footage footage, WordLine line, ParsedQuestion question)
    {
        if (line.IsSpeech)
            return footage.Lines.Where(other => other.IsSpeech && other.Range.Start >= line.Range.End && other.Range.Start.Since(line.Range.End) <= NextLine).Take(1);
        var near = footage.Lines.Where(other => !other.IsSpeech && other != line && other.Range.Overlaps(line.Range)).OrderBy(other => Apart(line, other));
        return question.Shape == AnswerShape.AnyText
            ? near.Where(other => Apart(line, other) <= 0.12).Take(2)
            : near.Where(other => Pieces(other, question).Count > 0).Take(1);
    }

    private static IEnumerable<WordLine> PlateLines(Footage footage, WordLine line) =>
        footage.Lines.Where(other => !other.IsSpeech && other != line && other.Range.Overlaps(line.Range) && Apart(line, other) <= 0.15 && other.Quality >= 0.4).OrderBy(other => Apart(line, other)).Take(2);

    // What stands under a title in nearly its size goes on with it and was not put together with it for being apart.
    private static bool IsSubtitleOf(WordLine title, WordLine line) =>
        title.Box is not { } a || line.Box is not { } b || (b.Height >= 0.6 * a.Height && !title.Text.Contains(line.Text, StringComparison.Ordinal));

    // A line of a sign that is quoted whole would be said twice.
    private static bool IsPartOf(WordLine line, WordLine sign) =>
        line.Box is { } inner && sign.Box is { } outer && sign.Text.Length > line.Text.Length && sign.Text.Contains(line.Text, StringComparison.Ordinal) && line.Range.Overlaps(sign.Range)
        && inner.Top >= outer.Top - 0.001 && inner.Top + inner.Height <= outer.Top + outer.Height + 0.001;

    private static double Apart(WordLine a, WordLine b) =>
        a.Box is not { } first || b.Box is not { } second ? 0.1 : Math.Abs(first.Top + (first.Height / 2) - second.Top - (second.Height / 2)) + (0.2 * Math.Abs(first.Left - second.Left));

    private static List<WordLine> Chosen(IEnumerable<WordLine> lines, Occurrence occurrence, WordLine best)
    {
        var ordered = lines.OrderBy(line => line.Range.Start).ToList();
        return occurrence switch { Occurrence.First => [ordered[0]], Occurrence.Last => [ordered[^1]], _ => [best, .. ordered.Where(line => line != best).Take(CandidatesMost - 1)] };
    }

    // A moment between two samples belongs to the reading before it; a reading that ended a second ago is still the best witness.
    private static IReadOnlyList<ShapeCandidate> Nearest(
        Footage footage, ParsedQuestion question, IReadOnlyList<ShapeCandidate> ranked)
    {
        if (ranked.Count > 0 || question.Time is null) return ranked;
        if (question.Time.Kind is AskedTimeKind.Start or AskedTimeKind.End) return AtEdge(footage, question);
        if (question.Time.Moment is not { } moment) return ranked;
        var around = new TimeRange(moment.Plus(TimeSpan.FromSeconds(-1)), moment.Plus(TimeSpan.FromSeconds(1)));
        return ShapeCandidates.Rank(footage with { Window = around }, question);
    }

    // "What is said at the end?" wants the last words, though they are over before the picture is.
    private static IReadOnlyList<ShapeCandidate> AtEdge(Footage footage, ParsedQuestion question)
    {
        var all = ShapeCandidates.Rank(footage with { Window = null }, question);
        if (all.Count == 0) return all;
        return question.Time!.Kind == AskedTimeKind.Start ? [all.MinBy(c => c.Line.Range.Start)!] : [all.MaxBy(c => c.Line.Range.End)!];
    }

    // "Who is interviewed?" is answered by a name plate; "who stands on the left?" is not.
    private static bool IsIdentity(ParsedQuestion question) =>
        question.Shape == AnswerShape.Person && question.Terms.All(term => term.Hint) && (question.Terms.Length > 0 || question.Text.Contains("name", StringComparison.OrdinalIgnoreCase));

    // "Which number is above x2 at 2:05?": when the label could not be read, the numbers of that moment are still the place to look.
    private static bool IsPointedAt(ParsedQuestion question) =>
        question.Time?.Moment is not null && question.Relation is WordRelation.Above or WordRelation.Below or WordRelation.LeftOf or WordRelation.RightOf;

    private static bool MayOffer(Footage footage, ParsedQuestion question) =>
        (question.WantsWords || IsIdentity(question) || IsPointedAt(question)) && question.Form is not QuestionForm.Exists && !(question.Topical && question.Terms.Any(term => !term.Hint)) && (!question.Terms.Any(term => term.Required) || IsPointedAt(question)) && footage.Asked.Any();
}
