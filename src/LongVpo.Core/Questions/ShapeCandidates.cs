using LongVpo.Core.Observations;
using LongVpo.Core.Questions.Text;
using LongVpo.Core.Segments;

namespace LongVpo.Core.Questions;

/// <summary>Ranks lines by how they are written and where they stand, for questions whose words appear nowhere: a title is large and early, a name stands above a job.</summary>
public static class ShapeCandidates
{
    // Lower thirds stand in the lower part of the picture; a name plate's two lines are not farther apart than this share of its height.
    private const double LowerThird = 0.55;
    private const double PlateGap = 0.15;

    // A heading is what stands on top, however long or large the lines below are.
    private const double HeadingShare = 3;

    /// <summary>Lines that hold something of the wanted shape, best first, with the pieces that fit.</summary>
    public static IReadOnlyList<ShapeCandidate> Rank(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        // A title is something that is read, whatever else is said.
        var lines = footage.AskedLines.Where(line => LineSearch.InChannel(line, question) && !(line.IsSpeech && question.Shape == AnswerShape.Title && question.Channel == QuestionChannel.Any)).ToList();
        var tallest = lines.Select(line => line.Box?.Height ?? 0).DefaultIfEmpty(0).Max();
        var tinted = TintedSegments(footage, question);
        return [.. lines
            .Select(line => (Line: line, Pieces: ShapeFinder.Find(question.Shape, line.Text)))
            .Where(found => found.Pieces.Length > 0 && found.Line.Quality >= 0.3 && !(question.Shape == AnswerShape.Title && Announces(found.Line, lines)))
            .Select(found => (found.Line, found.Pieces, Tinted: IsTinted(found.Line, tinted)))
            .Select(found => new ShapeCandidate(found.Line, Score(found.Line, footage, question, lines, tallest) + (found.Tinted ? 0.3 : 0), found.Pieces, found.Tinted))
            .OrderByDescending(found => found.Score)
            .ThenBy(found => found.Line.Range.Start)];
    }

    private static double Score(WordLine line, Footage footage, ParsedQuestion question, List<WordLine> lines, double tallest)
    {
        var height = tallest > 0 && line.Box is { } box ? box.Height / tallest : 0.5;
        var hints = question.Terms.Any(term => line.Tokens.Any(token => term.Spellings.Any(s => WordMatch.Of(s, token) > 0.7))) ? 0.3 : 0;
        return (0.5 * line.Quality) + hints + question.Shape switch
        {
            AnswerShape.Title => Title(line, footage, lines, height) + (question.Text.Contains("head", StringComparison.OrdinalIgnoreCase) ? HeadingShare * (1 - (line.Box?.Top ?? 1)) : 0),
            AnswerShape.Person => Person(line, lines),
            AnswerShape.ClockTime or AnswerShape.Number => height,
            AnswerShape.AnyText => (0.5 * height) + (0.3 * Math.Min(1, line.Tokens.Length / 4.0)),
            _ => 0.3 * height,
        };
    }

    private static double Title(WordLine line, Footage footage, List<WordLine> lines, double height)
    {
        var length = Math.Max(1, footage.Seen.Duration.TotalSeconds);
        var early = 1 - Math.Clamp(line.Range.Start.Since(footage.Seen.Start).TotalSeconds / length, 0, 1);
        // Headings stand at the top; a line of names with commas is a list.
        var high = line.Box is { } box ? 0.4 * (1 - box.Top) : 0;
        var listed = line.Text.Count(c => c == ',') > 1;
        // "A presents" names who made it, and the line above belongs to it.
        var presents = lines.Any(other => other.Range.Overlaps(line.Range) && other.Tokens.Any(token => token.Stem == "present"));
        return height + (0.6 * early) + high + (0.2 * Math.Min(2, line.Tokens.Length - 1)) - (listed ? 0.4 : 0) - (presents ? 0.8 : 0);
    }

    // "A STUDIO" above "PRESENTS" names who made it; what stands below is the title.
    private static bool Announces(WordLine line, List<WordLine> lines) => lines.Any(other =>
        other != line && other.Tokens is [.., { Stem: "present" }] && other.Range.Overlaps(line.Range)
        && line.Box is { } above && other.Box is { } below && below.Top >= above.Top && below.Top - (above.Top + above.Height) <= above.Height);

    private static double Person(WordLine line, List<WordLine> lines)
    {
        if (line.IsSpeech) return Addressed(line);
        var plate = lines.Any(other => other != line && other.Range.Overlaps(line.Range) && IsClose(line.Box, other.Box) && ShapeFinder.NamesRole(other.Text) && !ShapeFinder.IsHonoured(other.Text));
        var low = line.Box is { } box && box.Top >= LowerThird;
        return (plate ? 1 : 0) + (ShapeFinder.IsHonoured(line.Text) ? 1 : ShapeFinder.NamesRole(line.Text) ? 0.6 : 0) + (low ? 0.3 : 0) + (line.Tokens.Length <= 3 ? 0.1 : 0);
    }

    // People are addressed at the end of a line, after a greeting, or with nothing but their name.
    private static double Addressed(WordLine line)
    {
        if (line.Tokens.Length == 1) return 1.2;
        var greets = line.Tokens.Any(token => token.Word is "hello" or "hi" or "hey" or "morning" or "evening" or "welcome" or "goodbye" or "bye" or "dear");
        return greets ? 1 : line.Text.Contains(',', StringComparison.Ordinal) ? 0.4 : 0.1;
    }

    private static bool IsClose(Box? line, Box? other) =>
        line is not { } a || other is not { } b || Math.Abs(a.Top + (a.Height / 2) - b.Top - (b.Height / 2)) <= PlateGap;

    // "on the white card": only whole pictures have a measured colour, which still tells a white card from a street.
    private static HashSet<SegmentId> TintedSegments(Footage footage, ParsedQuestion question)
    {
        var named = question.Terms.Select(term => Vocabulary.Colours.GetValueOrDefault(term.Word)).FirstOrDefault(colour => colour is not null);
        if (named is null) return [];
        return [.. footage.Segments
            .Where(segment => segment.Observations.Any(o => o.Kind == ObservationKind.Colour && o.Text == named && o.Value >= 0.2))
            .Select(segment => segment.Span.Id)];
    }

    private static bool IsTinted(WordLine line, HashSet<SegmentId> tinted) => tinted.Count > 0 && line.Sightings.Any(s => tinted.Contains(s.Segment));
}
