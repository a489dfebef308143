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

    // Speech models write one word in twenty wrong on clear speech, and more in noise.
    private const double HeardConfidence = 0.8;

    // A title that fades in or out is read in part, and often wrongly, for a moment before or after it is read whole.
    private static readonly TimeSpan FragmentMost = TimeSpan.FromSeconds(1);
    private const double FragmentText = 0.75;
    private const double FragmentLength = 0.8;
    private const int FragmentLettersLeast = 5;
    private const double FragmentPlace = 0.06;
    private const double FragmentShift = 0.15;

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
        if (same < 0) same = open.FindIndex(o => IsFragment(line, o) || IsFragment(o, line));
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
        Confidence = observation.Kind switch { ObservationKind.ScreenText => observation.Value ?? 0.5, ObservationKind.Speech => HeardConfidence, _ => 1 },
        Sightings = [new Sighting(segment, observation.Range)],
        Tokens = Tokenizer.Read(observation.Text!),
    };

    private static bool IsSame(WordLine earlier, WordLine later)
    {
        if (earlier.Kind != later.Kind) return false;
        if (earlier.Sightings.Any(s => s.Range == later.Range) && earlier.Text == later.Text && earlier.Box == later.Box) return true;
        if (later.IsSpeech) return IsContinued(earlier, later);
        // Two lines that are in the picture together are two lines, however alike.
        if (later.Range.Start < earlier.Range.End) return false;
        return SameDigits(earlier.Text, later.Text) && IsNear(earlier.Box, later.Box) && WordMatch.OfLines(earlier.Text, later.Text) >= SameText;
    }

    // A caption that went on beyond a segment is listed there as far as it was known, and whole in the segment after it.
    private static bool IsContinued(WordLine earlier, WordLine later) =>
        earlier.Range.Start == later.Range.Start && earlier.Sightings[^1].Segment != later.Sightings[0].Segment && later.Text.StartsWith(earlier.Text, StringComparison.Ordinal);

    private static bool IsFragment(WordLine part, WordLine whole)
    {
        if (part.IsSpeech || whole.IsSpeech || part.Range.Duration > FragmentMost || part.Text.Any(char.IsAsciiDigit) || part.Range.Overlaps(whole.Range)) return false;
        if (part.Box is not { } box || whole.Box is not { } full || Math.Abs(full.Top + (full.Height / 2) - box.Top - (box.Height / 2)) > FragmentPlace) return false;
        if (box.Left < full.Left - FragmentShift || box.Left + box.Width > full.Left + full.Width + FragmentShift) return false;
        var letters = part.Text.Count(char.IsLetterOrDigit);
        return letters >= FragmentLettersLeast && letters <= FragmentLength * whole.Text.Count(char.IsLetterOrDigit) && WordMatch.PartOfLine(part.Text, whole.Text) >= FragmentText;
    }

    // A counter's readings differ in one digit only, and that digit is what is asked for.
    private static bool SameDigits(string left, string right) => left.Where(char.IsAsciiDigit).SequenceEqual(right.Where(char.IsAsciiDigit));

    private static bool IsNear(Box? left, Box? right) =>
        left is not { } a || right is not { } b
        || (Math.Abs(a.Top + (a.Height / 2) - b.Top - (b.Height / 2)) <= SamePlace && Math.Abs(a.Left + (a.Width / 2) - b.Left - (b.Width / 2)) <= SamePlace);

    private static WordLine Merged(WordLine earlier, WordLine later)
    {
        var surer = IsFragment(later, earlier) ? earlier : IsFragment(earlier, later) || later.Confidence > earlier.Confidence || later.IsSpeech ? later : earlier;
        return surer with
        {
            Range = earlier.Range.Union(later.Range),
            Sightings = earlier.Sightings.AddRange(later.Sightings),
        };
    }
}
