using System.Globalization;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>Questions about the video as a whole: its colours, its length, its caption lines, and what is in it at all.</summary>
public sealed class PictureFacts(QuestionOptions options)
{
    // A black-and-white film that was tinted or badly encoded still shows a little colour here and there.
    private const double ColouredShare = 0.08;

    private static readonly string[] Greys = ["black", "grey", "gray", "white"];

    public Finding ColourOrGrey(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        var shares = Shares(footage);
        if (shares.Count == 0) return HonestNo.Of(footage, question);
        var coloured = shares.Where(s => !IsGrey(s.Key)).ToList();
        var share = coloured.Sum(c => c.Value) / shares.Values.Sum();
        var inColour = share >= ColouredShare;
        var text = inColour
            ? $"in colour: mostly {Wording.List([.. coloured.OrderByDescending(c => c.Value).Take(3).Select(c => c.Key)])}"
            : "black and white: only black, grey and white were measured";
        var asksGrey = question.Text.Contains("black", StringComparison.OrdinalIgnoreCase) || question.Text.Contains("mono", StringComparison.OrdinalIgnoreCase) || question.Text.Contains("scale", StringComparison.OrdinalIgnoreCase);
        var verdict = question.Form != QuestionForm.Exists || (asksGrey && question.Text.Contains("colo", StringComparison.OrdinalIgnoreCase)) ? "" : asksGrey != inColour ? "yes, " : "no, ";
        return new Finding(true, Wording.Sentence(verdict + text), share is > 0.04 and < 0.2 ? 0.5 : 0.85, Cited(footage, inColour ? "in colour" : "black and white"));
    }

    public Finding WhichColour(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        var shares = Shares(footage);
        if (shares.Count == 0) return HonestNo.Of(footage, question);
        var most = shares.OrderByDescending(s => s.Value).Take(3).Select(s => s.Key).ToList();
        return new Finding(true, $"Mostly {Wording.List(most)}{Wording.In(footage.Window)}.", 0.75, Cited(footage, $"mostly {most[0]}"));
    }

    public Finding Length(Footage footage)
    {
        ArgumentNullException.ThrowIfNull(footage);
        var last = footage.Segments[^1];
        var cited = new Citation(footage.Video, last.Span.Id, last.Span.Range, $"seen until {TimeText.Of(footage.Seen.End)}");
        var seen = $"{TimeText.Of(footage.Seen.Start)} to {TimeText.Of(footage.Seen.End)}";
        var text = footage.Finished ? $"{TimeText.Length(footage.Seen.Duration)} ({seen})."
            : footage.DurationSeconds is { } seconds ? $"{TimeText.Length(TimeSpan.FromSeconds(seconds))} by its container; seen so far is {seen}."
            : $"Not known yet; seen so far is {TimeText.Length(footage.Seen.Duration)} ({seen}).";
        return new Finding(true, text, footage.Finished ? 0.95 : 0.7, [cited]);
    }

    public Finding CaptionLines(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        var lines = footage.AskedLines.Where(line => line.IsSpeech).ToList();
        if (lines.Count == 0) return Finding.No($"None: the video carries no subtitles or captions{Wording.In(footage.Window)}.", 0.8);
        var (first, last) = (lines[0], lines[^1]);
        var text = string.Create(CultureInfo.InvariantCulture, $"{Wording.Count(lines.Count, "line")} of subtitles or captions; the first at {TimeText.Of(first.Range)}: {Wording.Quote(first.Text)}")
            + (lines.Count > 1 ? $"; the last at {TimeText.Of(last.Range)}: {Wording.Quote(last.Text)}" : "");
        var told = question.Occurrence switch { Occurrence.First => [first], Occurrence.Last => [last], _ => lines };
        return new Finding(true, Wording.Sentence(text), 0.9, Wording.Cited(told.Select(line => line.Cite(footage.Window)), options.CitationsMost));
    }

    /// <summary>What is known about a stretch when nothing particular is asked: the captions of a few of its segments.</summary>
    public Finding Overview(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        const int Told = 5;
        var asked = footage.Asked.ToList();
        if (question.Time?.Moment is { } moment && asked.Find(s => s.Span.Range.Contains(moment)) is { } there) asked = [there];
        if (asked.Count == 0) return HonestNo.Of(footage, question);
        var step = Math.Max(1, (asked.Count + Told - 1) / Told);
        var shown = asked.Where((_, i) => i % step == 0).ToList();
        var text = string.Join(' ', shown.Select(s => $"{TimeText.Of(s.Span.Range)}: {Wording.Sentence(s.Caption.Text)}")) + " What is done in the picture cannot be told without a vision model.";
        return new Finding(true, text, 0.35, Wording.Cited(shown.Select(s => new Citation(footage.Video, s.Span.Id, s.Span.Range, s.Caption.Text)), options.CitationsMost));
    }

    private static Dictionary<string, double> Shares(Footage footage) =>
        footage.Asked.SelectMany(s => s.Observations)
            .Where(o => o is { Kind: ObservationKind.Colour, Text: not null } && footage.InWindow(o.Range))
            .GroupBy(o => o.Text!)
            .ToDictionary(g => g.Key, g => g.Sum(o => (o.Value ?? 0) * Math.Max(0.001, o.Range.Duration.TotalSeconds)));

    private static bool IsGrey(string colour) => Greys.Contains(colour.Split(' ')[^1]);

    private System.Collections.Immutable.ImmutableArray<Citation> Cited(Footage footage, string quote)
    {
        var asked = footage.Asked.Where(s => s.Observations.Any(o => o.Kind == ObservationKind.Colour)).ToList();
        var step = Math.Max(1, asked.Count / 4);
        return Wording.Cited(asked.Where((_, i) => i % step == 0).Select(s => new Citation(footage.Video, s.Span.Id, s.Span.Range, quote)), Math.Min(5, options.CitationsMost));
    }
}
