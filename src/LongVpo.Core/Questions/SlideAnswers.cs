using System.Globalization;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>Finds slides and pages of text by how much text a picture holds, so that "the second slide" can be told from the others.</summary>
public sealed class SlideAnswers(QuestionOptions options)
{
    // A slide or a page holds at least this many lines at once, or three that fill this share of the picture; name plates and titles hold less.
    private const int PageLines = 5;
    private const int LargeLines = 3;
    private const double LargeShare = 0.12;
    private const double ReadSurely = 0.5;

    public Finding Pages(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        var pages = Shots(footage, segment => IsPage(footage, segment));
        if (pages.Count == 0) return Finding.No($"None: no picture{Wording.In(footage.Window)} holds as much text as a page or a slide.", 0.6);
        var times = Wording.Times([.. pages.Select(page => page.Range)], options.CitationsMost);
        var text = question.Form switch
        {
            QuestionForm.HowMany => $"{Wording.Count(pages.Count, "slide or page of text", "slides or pages of text")}: {times}",
            QuestionForm.Exists => $"yes: a page of text or a slide is shown at {times}",
            _ => $"a page of text or a slide is shown at {times}",
        };
        var cited = pages.SelectMany(page => page.Segments).Select(s => new Citation(footage.Video, s.Span.Id, s.Span.Range, "page of text"));
        return new Finding(true, Wording.Sentence(text), 0.7, Wording.Cited(cited, options.CitationsMost));
    }

    /// <summary>The footage with nothing asked about but the slide that a question names; null when there is no such slide.</summary>
    public static Footage? Only(Footage footage, int number)
    {
        ArgumentNullException.ThrowIfNull(footage);
        if (Numbered(footage, number) is not { } slide) return null;
        return footage with { Window = slide };
    }

    /// <summary>When a numbered slide stands, or how long.</summary>
    public Finding When(Footage footage, ParsedQuestion question, int number)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(footage);
        if (Numbered(footage, number) is not { } slide) return None(footage, number);
        var shown = footage.Segments.Where(segment => segment.Span.Range.Overlaps(slide)).Select(s => new Citation(footage.Video, s.Span.Id, s.Span.Range, "slide"));
        var length = question.Form == QuestionForm.HowLong ? $"{TimeText.Length(slide.Duration)}: the" : "The";
        return new Finding(true, $"{length} {Name(number)} slide is shown at {TimeText.Of(slide)}.", 0.7, Wording.Cited(shown, options.CitationsMost));
    }

    /// <summary>When pictures full of text stand.</summary>
    public static IEnumerable<TimeRange> Times(Footage footage)
    {
        ArgumentNullException.ThrowIfNull(footage);
        return Shots(footage, segment => IsPage(footage, segment)).Select(page => page.Range);
    }

    public static Finding None(Footage footage, int number)
    {
        ArgumentNullException.ThrowIfNull(footage);
        var count = Shots(footage, segment => IsPage(footage, segment)).Count;
        var there = count == 0 ? "no picture" : $"only {Wording.Count(count, "picture")}";
        return Finding.No($"There is no {Name(number)} slide: {there}{Wording.In(footage.Window)} {(count > 1 ? "hold" : "holds")} as much text as a slide.", 0.6);
    }

    // A sparse slide holds no more text than a sign; it counts only where full ones are too few.
    private static TimeRange? Numbered(Footage footage, int number)
    {
        var pages = Shots(footage, segment => IsPage(footage, segment));
        if (pages.Count < Math.Abs(number)) pages = Shots(footage, segment => ReadLines(footage, segment).Count > 0);
        return pages.Count < Math.Abs(number) ? null : pages[number < 0 ? pages.Count + number : number - 1].Range;
    }

    private static List<(TimeRange Range, List<Segment> Segments)> Shots(Footage footage, Func<Segment, bool> qualifies) =>
        [.. footage.Asked.Where(qualifies).GroupBy(s => s.Span.Shot).Select(g => (g.First().Span.Range.Union(g.Last().Span.Range), g.ToList()))];

    private static List<Observation> ReadLines(Footage footage, Segment segment) => [.. segment.Observations
        .Where(o => o.Kind == ObservationKind.ScreenText && o.Text is not null && (o.Value ?? 1) >= ReadSurely && o.Text.Count(char.IsLetter) >= 3 && footage.InWindow(o.Range))];

    private static bool IsPage(Footage footage, Segment segment)
    {
        var lines = ReadLines(footage, segment);
        return lines.Any(line =>
        {
            var together = lines.Where(o => o == line || (o.Range.Start <= line.Range.Start && (o.Range.End > line.Range.Start || o.Range.Start == line.Range.Start))).ToList();
            return together.Sum(LinesIn) >= PageLines || (together.Sum(LinesIn) >= LargeLines && together.Sum(o => (o.Box?.Width ?? 0) * (o.Box?.Height ?? 0)) >= LargeShare);
        });
    }

    private static int LinesIn(Observation text) => text.Text!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    private static string Name(int number) => number switch
    {
        -1 => "last",
        1 => "first",
        2 => "second",
        3 => "third",
        _ => string.Create(CultureInfo.InvariantCulture, $"{number}th"),
    };
}
