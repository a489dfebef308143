using System.Collections.Immutable;
using LongVpo.Core.Observations;
using LongVpo.Core.Questions.Text;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions;

/// <summary>Puts the word observations of neighbouring segments together to the lines that a viewer saw or heard.</summary>
public static class WordLines
{
    // Sampling can miss a frame or two of a title; a text that is away for longer was shown twice.
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);
    private const double SameText = 0.8;
    private const double SamePlace = 0.12;

    // A title that fades out is read once more, in part and wrongly, for a moment.
    private static readonly TimeSpan RemnantMost = TimeSpan.FromSeconds(1);
    private const double RemnantText = 0.75;
    private const double RemnantLength = 0.8;
    private const int RemnantLettersLeast = 5;
    private const double RemnantPlace = 0.06;

    /// <summary>The lines among a video's observations, each with the segment it was sealed with, by start.</summary>
    public static ImmutableArray<WordLine> Read(VideoId video, IEnumerable<(SegmentId Segment, Observation Observation)> observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        var done = new List<WordLine>();
        var open = new List<WordLine>();
        foreach (var (segment, observation) in observed
            .Where(pair => pair.Observation.IsWords && !string.IsNullOrWhiteSpace(pair.Observation.Text))
            .OrderBy(pair => pair.Observation.Range.Start).ThenBy(pair => pair.Segment))
        {
            for (var i = open.Count - 1; i >= 0; i--)
            {
                if (observation.Range.Start.Since(open[i].Range.End) <= Gap) continue;
                done.Add(open[i]);
                open.RemoveAt(i);
            }

            foreach (var line in Of(video, segment, observation)) Add(open, line);
        }

        return [.. done.Concat(open).OrderBy(line => line.Range.Start).ThenBy(line => line.Box?.Top ?? 0)];
    }

    private static void Add(List<WordLine> open, WordLine line)
    {
        var same = open.FindIndex(o => IsSame(o, line));
        if (same < 0) same = open.FindIndex(o => IsRemnant(o, line));
        if (same < 0) open.Add(line);
        else open[same] = Merged(open[same], line);
    }

    // A block of text is read as one; a name and the job below it are still two lines, each in its part of the block's height.
    private static IEnumerable<WordLine> Of(VideoId video, SegmentId segment, Observation observation)
    {
        var texts = observation.Kind == ObservationKind.ScreenText
            ? observation.Text!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [observation.Text!];
        for (var i = 0; i < texts.Length; i++)
        {
            var part = observation.Box is { } box ? box with { Top = box.Top + (box.Height * i / texts.Length), Height = box.Height / texts.Length } : (Box?)null;
            yield return Line(video, segment, observation with { Text = texts[i], Box = part });
        }
    }

    private static WordLine Line(VideoId video, SegmentId segment, Observation observation) => new()
    {
        Video = video,
        Kind = observation.Kind,
        Text = string.Join(' ', observation.Text!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
        Range = observation.Range,
        Box = observation.Box,
        Confidence = observation.Kind == ObservationKind.ScreenText ? observation.Value ?? 0.5 : 1,
        Sightings = [new Sighting(segment, observation.Range)],
        Tokens = Tokenizer.Read(observation.Text!),
    };

    private static bool IsSame(WordLine earlier, WordLine later)
    {
        if (earlier.Kind != later.Kind) return false;
        if (earlier.Sightings.Any(s => s.Range == later.Range) && earlier.Text == later.Text && earlier.Box == later.Box) return true;
        if (later.IsSpeech) return false;
        // Two lines that are in the picture together are two lines, however alike.
        if (later.Range.Start < earlier.Range.End) return false;
        return SameDigits(earlier.Text, later.Text) && IsNear(earlier.Box, later.Box) && WordMatch.OfLines(earlier.Text, later.Text) >= SameText;
    }

    private static bool IsRemnant(WordLine earlier, WordLine later)
    {
        if (earlier.IsSpeech || later.IsSpeech || later.Range.Start < earlier.Range.End || later.Range.Duration > RemnantMost) return false;
        if (earlier.Box is not { } was || later.Box is not { } box || Math.Abs(was.Top + (was.Height / 2) - box.Top - (box.Height / 2)) > RemnantPlace) return false;
        if (box.Left < was.Left - RemnantPlace || box.Left + box.Width > was.Left + was.Width + RemnantPlace) return false;
        var letters = later.Text.Count(char.IsLetterOrDigit);
        return letters >= RemnantLettersLeast && letters <= RemnantLength * earlier.Text.Count(char.IsLetterOrDigit)
            && !later.Text.Any(char.IsAsciiDigit) && WordMatch.PartOfLine(later.Text, earlier.Text) >= RemnantText;
    }

    // A counter's readings differ in one digit only, and that digit is what is asked for.
    private static bool SameDigits(string left, string right) => left.Where(char.IsAsciiDigit).SequenceEqual(right.Where(char.IsAsciiDigit));

    private static bool IsNear(Box? left, Box? right) =>
        left is not { } a || right is not { } b
        || (Math.Abs(a.Top + (a.Height / 2) - b.Top - (b.Height / 2)) <= SamePlace && Math.Abs(a.Left + (a.Width / 2) - b.Left - (b.Width / 2)) <= SamePlace);

    private static WordLine Merged(WordLine earlier, WordLine later)
    {
        var surer = later.Confidence > earlier.Confidence && !IsRemnant(earlier, later) ? later : earlier;
        return surer with
        {
            Range = earlier.Range.Union(later.Range),
            Sightings = earlier.Sightings.AddRange(later.Sightings),
        };
    }
}
