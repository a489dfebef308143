using System.Globalization;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>Questions about editing: cuts, fades, dissolves, shots and when the picture changes. Pieces of one long shot count as one.</summary>
public sealed class CutAnswers(QuestionOptions options)
{
    // A citation of a cut shows the first moments of the new picture.
    private static readonly TimeSpan AfterCut = TimeSpan.FromSeconds(1);

    public Finding Cuts(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        var (hard, gradual) = (Opened(footage, Opening.Hard), Opened(footage, Opening.Fade, Opening.Dissolve));
        if (hard.Count + gradual.Count == 0)
            return Finding.No($"None: no cut was found{Wording.In(footage.Window)}; the picture goes on without a break.", 0.8);
        var soft = gradual.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {Wording.Count(gradual.Count, "gradual transition")} ({Times(gradual)})");
        var text = hard.Count == 0 ? $"no hard cuts{soft}" : $"{Wording.Count(hard.Count, "hard cut")} ({Times(hard)}){soft}";
        return Found(footage, question, hard.Count == 0 ? gradual : hard, text, segment => CutQuote(segment));
    }

    public Finding Gradual(Footage footage, ParsedQuestion question, Opening opening)
    {
        ArgumentNullException.ThrowIfNull(footage);
        var name = opening == Opening.Fade ? "fade" : "gradual change";
        var found = Opened(footage, opening);
        return found.Count == 0
            ? Finding.No($"No {name} was found{Wording.In(footage.Window)}.", 0.7)
            : Found(footage, question, found, $"{Wording.Count(found.Count, name)} at {Times(found)}", CutQuote);
    }

    public Finding Changes(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        var changes = Opened(footage, Opening.Hard, Opening.Fade, Opening.Dissolve);
        return changes.Count == 0
            ? Finding.No($"The picture does not change to another one{Wording.In(footage.Window)}: there is a single shot.", 0.7)
            : Found(footage, question, changes, $"the picture changes at {Times(Picked(changes, question.Occurrence))}", CutQuote);
    }

    public Finding Shots(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        var shots = ShotsOf(footage);
        if (shots.Count == 0) return HonestNo.Of(footage, question);
        var longest = shots.MaxBy(shot => shot.Range.Duration);
        var text = shots.Count == 1
            ? $"1 shot, without a cut, from {TimeText.Of(shots[0].Range.Start)} to {TimeText.Of(shots[0].Range.End)}"
            : $"{Wording.Count(shots.Count, "shot")}; the longest, {TimeText.Of(longest.Range)}, lasts {TimeText.Length(longest.Range.Duration)}";
        var cited = shots.Select(shot => Cite(footage, shot.Segments[0], $"shot from {TimeText.Of(shot.Range.Start)}"));
        return new Finding(true, Wording.Sentence(text), 0.9, Wording.Cited(cited, options.CitationsMost));
    }

    public Finding Extreme(Footage footage, ParsedQuestion question, bool longest)
    {
        ArgumentNullException.ThrowIfNull(footage);
        var shots = ShotsOf(footage);
        if (shots.Count == 0) return HonestNo.Of(footage, question);
        var (range, pieces) = longest ? shots.MaxBy(shot => shot.Range.Duration) : shots.MinBy(shot => shot.Range.Duration);
        var name = longest ? "longest" : "shortest";
        var looks = pieces[0].Caption.Text;
        var text = $"The {name} shot is {TimeText.Of(range)}: {TimeText.Length(range.Duration)} without a cut. {looks}";
        var cited = pieces.Select(piece => new Citation(footage.Video, piece.Span.Id, piece.Span.Range, $"{name} shot, {TimeText.Length(range.Duration)}"));
        return new Finding(true, text.Trim(), 0.9, Wording.Cited(cited, options.CitationsMost));
    }

    private Finding Found(Footage footage, ParsedQuestion question, List<Segment> opened, string text, Func<Segment, string> quote)
    {
        var cited = Picked(opened, question.Occurrence).Select(segment => Cite(footage, segment, quote(segment)));
        return new Finding(true, Wording.Sentence((question.Form == QuestionForm.Exists ? "yes: " : "") + text), 0.9, Wording.Cited(cited, options.CitationsMost));
    }

    private static List<Segment> Picked(List<Segment> segments, Occurrence occurrence) =>
        occurrence switch { Occurrence.First => [segments[0]], Occurrence.Last => [segments[^1]], _ => segments };

    private static List<Segment> Opened(Footage footage, params Opening[] openings) =>
        [.. footage.Segments.Where(s => openings.Contains(s.Span.OpensWith) && (footage.Window is not { } window || (s.Span.Range.Start >= window.Start && s.Span.Range.Start <= window.End)))];

    private static List<(TimeRange Range, List<Segment> Segments)> ShotsOf(Footage footage) =>
        [.. footage.Asked
            .GroupBy(segment => segment.Span.Shot)
            .Select(shot => (shot.First().Span.Range.Union(shot.Last().Span.Range), shot.ToList()))];

    private static Citation Cite(Footage footage, Segment segment, string quote)
    {
        var span = segment.Span;
        var measured = segment.Observations.FirstOrDefault(o => o.Kind == ObservationKind.Cut)?.Range;
        var shown = measured is { } m && m.Duration > TimeSpan.Zero && m.Start >= span.Range.Start && m.End <= span.Range.End
            ? m : new TimeRange(span.Range.Start, MediaTime.Min(span.Range.End, span.Range.Start.Plus(AfterCut)));
        return new Citation(footage.Video, span.Id, shown, quote);
    }

    private static string CutQuote(Segment segment) => segment.Span.OpensWith switch
    {
        Opening.Fade => $"fade at {TimeText.Of(segment.Span.Range.Start)}",
        Opening.Dissolve => $"gradual change at {TimeText.Of(segment.Span.Range.Start)}",
        _ => $"hard cut at {TimeText.Of(segment.Span.Range.Start)}",
    };

    private string Times(List<Segment> segments)
    {
        var shown = segments.Take(options.CitationsMost).Select(s => TimeText.Of(s.Span.Range.Start)).ToList();
        return segments.Count > shown.Count ? $"{string.Join(", ", shown)} and {segments.Count - shown.Count} more" : Wording.List(shown);
    }
}
