using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>What comes right after or before something that was measured or read: the next words where words are asked for, else how the next picture looks.</summary>
public sealed class SequelAnswers(QuestionOptions options)
{
    // More places than these are a list, not an answer.
    private const int PlacesMost = 5;
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(30);

    public Finding Answer(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        var anchors = Anchors(footage, question);
        if (anchors.Count == 0) return Finding.No($"It cannot be said what comes {Name(question)} it: no such moment was measured{Wording.In(footage.Window)}.", 0.6);
        anchors = question.Occurrence switch { Occurrence.First => [anchors[0]], Occurrence.Last => [anchors[^1]], _ => anchors };
        var places = anchors.Take(PlacesMost).Select(anchor => One(footage, question, anchor.Range, anchor.Name)).OfType<(string Text, List<Citation> Cited)>().ToList();
        if (places.Count == 0) return Finding.No($"Nothing{(question.WantsWords ? " that could be read or heard" : "")} comes {Name(question)} it in what has been seen.", 0.5);
        return Told(places, question.WantsWords || question.WantsWording);
    }

    /// <summary>How it looks right after or before a line.</summary>
    public Finding? Beside(Footage footage, ParsedQuestion question, WordLine line)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(line);
        if (One(footage, question with { Channel = QuestionChannel.Any, Shape = AnswerShape.AnyText, WantsWording = false }, line.Range, Wording.Quote(line.Text)) is not { } place) return null;
        place.Cited.Add(line.Cite(footage.Window));
        return Told([place], words: false);
    }

    private Finding Told(List<(string Text, List<Citation> Cited)> places, bool words) => new(
        true,
        string.Join(' ', places.Select(place => place.Text)) + (words ? "" : " What is done in the picture cannot be told without a vision model."),
        words ? 0.7 : 0.5,
        Wording.Cited(places.SelectMany(place => place.Cited), options.CitationsMost));

    private static (string Text, List<Citation> Cited)? One(Footage footage, ParsedQuestion question, TimeRange anchor, string name)
    {
        var after = question.Relation == WordRelation.After;
        var lead = $"{(after ? "After" : "Before")} {name} ({TimeText.Of(anchor)})";
        if (question.WantsWords || question.WantsWording)
        {
            var lines = footage.Lines.Where(line => LineSearch.InChannel(line, question));
            var next = after
                ? lines.Where(line => line.Range.Start >= anchor.Start && line.Range.Start.Since(anchor.End) <= Reach).MinBy(line => line.Range.Start)
                : lines.Where(line => line.Range.Start < anchor.Start && anchor.Start.Since(line.Range.End) <= Reach).MaxBy(line => line.Range.End);
            if (next is null) return null;
            var cited = next.Cite(footage.Window);
            return ($"{lead}, {Wording.Quote(next.Text)} is {Wording.Place(next, cited)}.", [cited]);
        }

        var segment = after
            ? footage.Segments.FirstOrDefault(s => s.Span.Range.End > anchor.End && s.Span.Range.End.Since(anchor.End) > TimeSpan.FromSeconds(0.2))
            : footage.Segments.LastOrDefault(s => s.Span.Range.Start < anchor.Start);
        if (segment is null) return null;
        var range = segment.Span.Range;
        var part = after ? new TimeRange(MediaTime.Max(range.Start, anchor.End), range.End) : new TimeRange(range.Start, MediaTime.Min(range.End, anchor.Start));
        return ($"{lead}, at {TimeText.Of(part)}: {Wording.Sentence(segment.Caption.Text)}", [new Citation(footage.Video, segment.Span.Id, part, segment.Caption.Text)]);
    }

    private static List<(TimeRange Range, string Name)> Anchors(Footage footage, ParsedQuestion question) => [.. question.RelatedTo
        .SelectMany(subject => Of(footage, question, subject))
        .OrderBy(anchor => anchor.Range.Start)];

    private static IEnumerable<(TimeRange Range, string Name)> Of(Footage footage, ParsedQuestion question, MeasuredSubject subject) => subject switch
    {
        MeasuredSubject.Fades => Opened(footage, "the fade", Opening.Fade),
        MeasuredSubject.Dissolves => Opened(footage, "the gradual change", Opening.Dissolve),
        MeasuredSubject.Cuts => Opened(footage, "the cut", Opening.Hard),
        MeasuredSubject.PictureChange => Opened(footage, "the change", Opening.Hard, Opening.Fade, Opening.Dissolve),
        MeasuredSubject.Black => Stretches(footage, "the black picture", o => o.Kind == ObservationKind.Black),
        MeasuredSubject.Silence => Stretches(footage, "the silence", o => o.Kind == ObservationKind.Silence),
        MeasuredSubject.Loud when question.Superlative => Loudest(footage),
        MeasuredSubject.Loud => Stretches(footage, "the loud part", o => o is { Kind: ObservationKind.Loudness, Text: "loud" }),
        MeasuredSubject.Still => Stretches(footage, "the still picture", o => o is { Kind: ObservationKind.Motion, Text: "still" }),
        MeasuredSubject.Camera => Stretches(footage, "the camera's move", o => o.Kind == ObservationKind.Camera),
        MeasuredSubject.LongestShot => Longest(footage),
        MeasuredSubject.PageOfText => SlideAnswers.Times(footage).Select(range => (range, "the page of text")),
        _ => [],
    };

    private static IEnumerable<(TimeRange Range, string Name)> Opened(Footage footage, string name, params Opening[] openings) => footage.Asked
        .Where(segment => openings.Contains(segment.Span.OpensWith))
        .Select(segment => (new TimeRange(segment.Span.Range.Start, segment.Span.Range.Start), name));

    private static IEnumerable<(TimeRange Range, string Name)> Stretches(Footage footage, string name, Func<Observation, bool> qualifies) =>
        Stretch.Of(footage, qualifies).Select(stretch => (stretch.Range, name));

    private static IEnumerable<(TimeRange Range, string Name)> Loudest(Footage footage) => footage.Asked
        .SelectMany(segment => segment.Observations.Where(o => o is { Kind: ObservationKind.Loudness, Value: not null } && footage.InWindow(o.Range)))
        .OrderByDescending(o => o.Value).Take(1).Select(o => (o.Range, "the loudest part"));

    private static IEnumerable<(TimeRange Range, string Name)> Longest(Footage footage) => footage.Asked
        .GroupBy(segment => segment.Span.Shot).Select(shot => shot.First().Span.Range.Union(shot.Last().Span.Range))
        .OrderByDescending(range => range.Duration).Take(1).Select(range => (range, "the longest shot"));

    private static string Name(ParsedQuestion question) => question.Relation == WordRelation.After ? "after" : "before";
}
