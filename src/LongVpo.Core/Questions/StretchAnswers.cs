using System.Globalization;
using System.Text.RegularExpressions;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Questions.Text;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>Questions when, whether and how long a measurement holds: black, dark, silent, loud, still, a colour, a moving camera.</summary>
public sealed partial class StretchAnswers(QuestionOptions options)
{
    // A picture is called red when red is most of it, or when nothing but greys rivals it: a red frame around a white page is still a red frame.
    private const double MostOfPicture = 0.4;
    private const double LeastOfPicture = 0.1;

    /// <summary>The stretches of a plain measurement; <paramref name="ofAll"/> is what a superlative picks from.</summary>
    public Finding Plain(Footage footage, ParsedQuestion question, string state, Func<Observation, bool> qualifies, Func<Observation, bool>? ofAll = null, bool least = false)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        if (question.Superlative && ofAll is not null) return Extreme(footage, state, ofAll, least);
        return Told(footage, question, Stretch.Of(footage, qualifies), state);
    }

    public Finding Colour(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        var colour = question.Colour ?? "black";
        var prevailing = footage.Asked.SelectMany(s => Prevailing(s, colour)).ToHashSet(ReferenceEqualityComparer.Instance);
        return Told(footage, question, Stretch.Of(footage, prevailing.Contains), colour);
    }

    /// <summary>The camera's moves, all or the ones named.</summary>
    public Finding Camera(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        var named = MovePattern().Matches(question.Text).Select(m => Stemmer.Stem(m.Value.ToLowerInvariant())).Where(m => m is not "still").ToList();
        var asksStill = FixedPattern().IsMatch(question.Text);
        var moves = footage.Asked.SelectMany(s => s.Observations.Where(o => o.Kind == ObservationKind.Camera && footage.InWindow(o.Range)).Select(o => (Segment: s.Span.Id, Observation: o)))
            .Where(m => asksStill || named.Count == 0 || Named(m.Observation.Text, named)).ToList();
        if (moves.Count == 0 && asksStill && Stretch.Of(footage, o => o.Kind == ObservationKind.Motion) is { Count: > 0 } measured)
            return new Finding(true, $"Yes: no camera movement was measured{Wording.In(footage.Window)}.", 0.6,
                Wording.Cited(measured.SelectMany(m => m.Cite(footage, "no camera movement")), options.CitationsMost));
        if (moves.Count == 0) return Finding.No($"No{(named.Count == 0 ? " camera movement" : " such camera movement")} was measured{Wording.In(footage.Window)}.", 0.6);
        var told = moves.GroupBy(m => m.Observation.Text ?? "move").Select(g => $"{Verb(g.Key)} at {Wording.Times([.. g.Select(m => m.Observation.Range)], 6)}").ToList();
        var text = $"{(asksStill ? "no: " : question.Form == QuestionForm.Exists ? "yes: " : "")}the camera {Wording.List(told)}";
        var cited = moves.Select(m => new Answers.Citation(footage.Video, m.Segment, m.Observation.Range, $"camera: {m.Observation.Text}"));
        return new Finding(true, Wording.Sentence(text), 0.75, Wording.Cited(cited, options.CitationsMost));
    }

    private Finding Told(Footage footage, ParsedQuestion question, IReadOnlyList<Stretch> stretches, string state)
    {
        if (stretches.Count == 0) return Finding.No($"At no time: it is never {state}{Wording.In(footage.Window)} in what has been seen.", 0.75);
        var picked = question.Occurrence switch { Occurrence.First => [stretches[0]], Occurrence.Last => [stretches[^1]], _ => stretches };
        var total = TimeSpan.FromSeconds(picked.Sum(s => s.Range.Duration.TotalSeconds));
        var times = Wording.Times([.. picked.Select(s => s.Range)], options.CitationsMost);
        var text = question.Form switch
        {
            QuestionForm.HowLong => $"{TimeText.Length(total)} in all: {state} at {times}",
            QuestionForm.HowMany => $"{Wording.Count(stretches.Count, "time")}: {state} at {times}",
            QuestionForm.Exists => $"yes: {state} at {times}",
            _ => $"{state} at {times}",
        };
        return new Finding(true, Wording.Sentence(text), 0.85, Wording.Cited(picked.SelectMany(s => s.Cite(footage, state)), options.CitationsMost));
    }

    private Finding Extreme(Footage footage, string state, Func<Observation, bool> ofAll, bool least)
    {
        var pieces = footage.Asked.SelectMany(s => s.Observations.Where(o => ofAll(o) && o.Value is not null && footage.InWindow(o.Range)).Select(o => (Segment: s.Span.Id, Observation: o))).ToList();
        if (pieces.Count == 0) return Finding.No($"It was not measured how {state} it is{Wording.In(footage.Window)}.");
        var (segment, observation) = least ? pieces.MinBy(p => p.Observation.Value) : pieces.MaxBy(p => p.Observation.Value);
        var text = string.Create(CultureInfo.InvariantCulture, $"Most of all {state} at {TimeText.Of(observation.Range)} (measured {observation.Value:0.##}).");
        return new Finding(true, text, 0.8, [new Answers.Citation(footage.Video, segment, observation.Range, $"most {state}")]);
    }

    private static IEnumerable<Observation> Prevailing(Segment segment, string colour)
    {
        var colours = segment.Observations.Where(o => o is { Kind: ObservationKind.Colour, Text: not null }).ToList();
        var grey = IsGrey(colour);
        return colours.Where(o => IsTint(o.Text, colour) && (o.Value >= MostOfPicture
            || (!grey && o.Value >= LeastOfPicture && !colours.Any(other => other.Value > o.Value && !IsGrey(other.Text!) && Shared(other.Range, o.Range) > 0.5))));
    }

    private static double Shared(TimeRange range, TimeRange of) =>
        (range.Intersect(of)?.Duration.TotalSeconds ?? 0) / Math.Max(0.001, of.Duration.TotalSeconds);

    private static bool IsGrey(string colour) => colour is "black" or "grey" or "gray" or "white";

    private static bool IsTint(string? measured, string colour) =>
        measured is not null && (measured == colour || Vocabulary.Colours.GetValueOrDefault(measured) == colour || measured.EndsWith(" " + colour, StringComparison.Ordinal));

    private static bool Named(string? move, List<string> named) =>
        move is not null && named.All(name => move.Split(' ').Any(word => Stemmer.Stem(word) == name));

    private static string Verb(string move) => move switch
    {
        "shake" => "shakes",
        _ when move.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space => $"{move[..space]}s{move[space..]}",
        _ => move + "s",
    };

    [GeneratedRegex(@"\b(?:pan(?:s|ning|ned)?|zoom(?:s|ing|ed)?|tilt(?:s|ing|ed)?|shak(?:e|es|ing)|left|right|up|down|in(?=\s*(?:\?|$|on\b))|out)\b", RegexOptions.IgnoreCase)]
    private static partial Regex MovePattern();

    [GeneratedRegex(@"\bcamera\b[^?]*\b(?:fixed|static|still|stationary|not\s+mov\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FixedPattern();
}
