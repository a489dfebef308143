using System.Globalization;
using LongVpo.Core.Options;
using LongVpo.Core.Questions.Text;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>Whether, when, how often and how long words are there. They are counted as a viewer would: once per appearance, whatever the segments.</summary>
public sealed class OccurrenceAnswers(QuestionOptions options)
{
    public Finding Answer(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        var lines = Occurrences(footage, question);
        // Talk of a whale is no sight of one, and neither is the word on a poster.
        var sight = question.Visual && AboutThePicture(question) && !question.Terms.Any(term => term.Required);
        if (sight) lines = question.Form == QuestionForm.Exists ? [] : [.. lines.Where(line => !line.IsSpeech)];
        if (lines.Count == 0) return HonestNo.Of(footage, question);
        var every = lines;
        if (question.Occurrence == Occurrence.First) lines = [lines[0]];
        if (question.Occurrence == Occurrence.Last) lines = [lines[^1]];
        var cited = lines.Select(line => line.Cite(footage.Window)).ToList();
        var runs = Runs(cited.Select(c => c.Range));
        var times = Wording.Times(runs, options.CitationsMost, footage.AtLeast && question.Occurrence == Occurrence.Every);
        lines = [.. lines.Take(options.CitationsMost).Select(line => SignText.Whole(footage, line, question.Shape)), .. lines.Skip(options.CitationsMost)];
        var number = Runs(every.Select(l => l.Range)).Count;
        var text = question.Form switch
        {
            QuestionForm.HowMany => Wording.Sentence($"{(footage.AtLeast ? "at least " : "")}{Wording.Count(number, "time")}: {What(lines)}{Be(lines)}{Place(lines[0])} at {times}"),
            QuestionForm.HowLong => Wording.Sentence($"{(footage.AtLeast ? "at least " : "")}{TimeText.Length(TimeSpan.FromSeconds(runs.Sum(r => r.Duration.TotalSeconds)))}: {What(lines)}{Be(lines)}{Place(lines[0])} at {times}"),
            QuestionForm.Exists => Wording.Sentence($"Yes: {What(lines)}{Be(lines)}{Place(lines[0])} at {times}"),
            _ => Wording.Sentence($"{Which(question.Occurrence)}{times}: {What(lines)}{Be(lines)}{Place(lines[0])}"),
        };
        if (AboutThePicture(question)) text += " Whether it is also seen in the picture cannot be judged without a vision model.";
        return new Finding(true, text, AboutThePicture(question) ? 0.55 : 0.85, Wording.Cited(cited, options.CitationsMost))
        {
            Times = question.Form == QuestionForm.HowMany ? number : null,
            AtLeast = footage.AtLeast,
        };
    }

    /// <summary>The lines a question means, in time order: those that hold its words or, when it has none, those of the asked shape.</summary>
    private static List<WordLine> Occurrences(Footage footage, ParsedQuestion question)
    {
        var content = question.Terms.Any(term => !term.Hint) || question.Phrases.Length > 0;
        if (content || question.Shape == AnswerShape.AnyText && question.Terms.Length > 0 && !question.WantsWords)
        {
            // A counted quotation must be there itself; half of it is another line.
            var matches = LineSearch.Matches(footage, question);
            var whole = matches.Any(m => m.Alone) ? matches.Where(m => m.Alone) : matches.Where(m => m.Complete);
            return [.. whole.Select(m => m.Line).OrderBy(line => line.Range.Start)];
        }

        if (!question.WantsWords) return [];
        var ranked = ShapeCandidates.Rank(footage, question);
        var least = ranked.Count == 0 ? 0 : ranked[0].Score * 0.8;
        // "When is the white card shown?": where a picture has the named colour, text on pictures without it is not meant.
        if (ranked.Any(r => r.Tinted)) ranked = [.. ranked.Where(r => r.Tinted)];
        var good = question.Shape == AnswerShape.AnyText ? ranked.Where(r => r.Line.Quality >= 0.5) : ranked.Where(r => r.Score >= least);
        if (question.Shape == AnswerShape.Title) good = good.Take(1);
        return [.. good.Select(r => r.Line).OrderBy(line => line.Range.Start)];
    }

    // Two lines of one subtitle, or one word on two signs of one picture, are one occurrence in time.
    private static List<TimeRange> Runs(IEnumerable<TimeRange> ranges)
    {
        var runs = new List<TimeRange>();
        foreach (var range in ranges.OrderBy(r => r.Start))
        {
            if (runs.Count > 0 && (range.Overlaps(runs[^1]) || range == runs[^1])) runs[^1] = runs[^1].Union(range);
            else runs.Add(range);
        }

        return runs;
    }

    private static bool AboutThePicture(ParsedQuestion question) => question.Channel == QuestionChannel.Any && question.Phrases.IsEmpty && !question.WantsWords && !question.WantsWording;

    private static string Which(Occurrence occurrence) => occurrence switch { Occurrence.First => "first at ", Occurrence.Last => "last at ", _ => "at " };

    private static string Place(WordLine line) => Wording.Where(line.Kind);

    private static string Be(List<WordLine> lines) => Wording.Be(lines.Select(line => line.Text).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    private static string What(List<WordLine> lines)
    {
        var distinct = lines.Select(line => line.Text).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var quotes = Wording.List([.. distinct.Take(4).Select(Wording.Quote)]);
        return distinct.Count <= 4 ? quotes : string.Create(CultureInfo.InvariantCulture, $"{quotes} and {distinct.Count - 4} more");
    }
}
