using System.Collections.Immutable;
using LongVpo.Core.Observations;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;

namespace LongVpo.Core.Captions;

/// <summary>
/// Says what was measured and nothing else, the most telling first: words that were read or said, then what stands out in the picture and the sound.
/// It never names things or people, since none of them were measured; speech is quoted only where a speech model wrote it down, and said to be so.
/// </summary>
public sealed class ObservedCaptions : ICaptionComposer
{
    /// <summary>Raised whenever the wording changes, so that captions of different versions can be told apart.</summary>
    public const int Version = 1;

    // A page is told as a page with its first lines; fewer lines are told each.
    private const int PageLines = 5;
    private const int QuotedTexts = 3;
    private const int QuotedLines = 3;

    // What holds for nine tenths of a segment is told as holding for all of it.
    private const double Whole = 0.9;

    public Caption ForSegment(SegmentSpan span, ImmutableArray<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(span);
        var sentences = new List<string>();
        AddPicture(sentences, span, observations);
        AddTexts(sentences, observations);
        AddLines(sentences, observations);
        AddSound(sentences, span, observations);
        var damaged = (int)observations.Where(o => o.Kind == ObservationKind.Damage).Sum(o => o.Value ?? 0);
        if (damaged > 0) sentences.Add($"{PictureWords.Count(damaged, "frame")} {(damaged == 1 ? "is" : "are")} damaged.");
        return Of(sentences, span.Range);
    }

    public Caption ForNode(TreeLevel level, NodeSummary summary, TimeRange range, int children)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var texts = level switch { TreeLevel.Scene => 3, TreeLevel.Chapter => 4, _ => 6 };
        var sentences = new List<string> { NodeWords.Shape(level, summary, range, children) };
        if (NodeWords.Look(summary) is { } look) sentences.Add(look);
        if (NodeWords.Texts(summary.ScreenTexts, texts) is { } shown) sentences.Add($"On screen: {shown}.");
        if (NodeWords.Lines(summary, texts) is { } said) sentences.Add(said);
        if (NodeWords.Sound(summary) is { } sound) sentences.Add(sound);
        if (summary.DamagedFrames > 0) sentences.Add($"{PictureWords.Count((int)Math.Min(int.MaxValue, summary.DamagedFrames), "frame")} {(summary.DamagedFrames == 1 ? "is" : "are")} damaged.");
        return Of(sentences, range);
    }

    private static Caption Of(List<string> sentences, TimeRange range) =>
        new(sentences.Count > 0 ? string.Join(' ', sentences) : $"Nothing stands out in these {TimeText.Length(range.Duration)}.", Caption.Observed, Version);

    private static void AddPicture(List<string> sentences, SegmentSpan span, ImmutableArray<Observation> observations)
    {
        var black = observations.Where(o => o.Kind == ObservationKind.Black).ToList();
        if (ShareOf(black, span) >= Whole)
        {
            sentences.Add($"The picture is black for {TimeText.Length(span.Range.Duration)}.");
            return;
        }

        if (observations.All(o => o.Kind is not (ObservationKind.Brightness or ObservationKind.Motion or ObservationKind.Colour or ObservationKind.Camera))) return;
        sentences.Add(PictureWords.Sentence(Picture(span, observations)));
        if (black.Count > 0) sentences.Add($"It is black at {string.Join(", ", black.Take(2).Select(b => TimeText.Of(b.Range)))}.");
        if (span.OpensWith == Opening.Fade) sentences.Add("It opens with a fade.");
        if (span.OpensWith == Opening.Dissolve) sentences.Add("It comes in gradually from the shot before.");
    }

    private static string Picture(SegmentSpan span, ImmutableArray<Observation> observations)
    {
        var brightness = observations.FirstOrDefault(o => o.Kind == ObservationKind.Brightness)?.Text;
        var colours = observations.Where(o => o is { Kind: ObservationKind.Colour, Text: not null })
            .GroupBy(o => o.Text!)
            .Select(g => KeyValuePair.Create(g.Key, g.Sum(o => (o.Value ?? 0) * Share(o.Range, span))));
        var motion = observations.FirstOrDefault(o => o.Kind == ObservationKind.Motion)?.Text;
        var look = PictureWords.Look(brightness, colours);
        var still = motion == "still" ? "still " : "";
        // "Dark, still picture", but "dark, mostly red picture".
        var adjectives = look.Length == 0 ? still : still.Length == 0 ? look + " " : $"{still.TrimEnd()}, {look} ";
        var sentence = PictureWords.WithArticle($"{adjectives}picture");
        if (PictureWords.Motion(motion) is { } moving) sentence += " " + moving;
        if (PictureWords.Camera(observations.Where(o => o is { Kind: ObservationKind.Camera, Text: not null }).Select(o => o.Text!)) is { } camera) sentence += $"; the camera {camera}";
        return sentence;
    }

    private static void AddTexts(List<string> sentences, ImmutableArray<Observation> observations)
    {
        var texts = observations.Where(o => o.Kind == ObservationKind.ScreenText && !string.IsNullOrWhiteSpace(o.Text))
            .SelectMany(Lines)
            .GroupBy(o => o.Text!.Trim(), StringComparer.OrdinalIgnoreCase)
            .Select(g => (Text: g.Key, Weight: g.Max(Prominence), g.First().Range.Start, Top: g.First().Box?.Top ?? 0))
            .ToList();
        if (texts.Count == 0) return;
        if (texts.Count >= PageLines)
        {
            var first = texts.OrderByDescending(t => t.Weight).Take(2).OrderBy(t => t.Start).ThenBy(t => t.Top).Select(t => PictureWords.Quote(t.Text)).ToList();
            sentences.Add($"{PictureWords.Count(texts.Count, "line")} of text are on screen, among them {PictureWords.Join(first)}.");
            return;
        }

        var shown = texts.OrderByDescending(t => t.Weight).Take(QuotedTexts).OrderBy(t => t.Start).ThenBy(t => t.Top).Select(t => PictureWords.Quote(t.Text)).ToList();
        var rest = texts.Count - shown.Count;
        if (rest > 0) shown.Add(PictureWords.Count(rest, "more line"));
        sentences.Add(shown.Count == 1 ? $"The text {shown[0]} is on screen." : $"{PictureWords.Join(shown)} are on screen.");
    }

    private static void AddLines(List<string> sentences, ImmutableArray<Observation> observations)
    {
        foreach (var (kind, one) in new[] { (ObservationKind.Subtitle, "Subtitle"), (ObservationKind.ClosedCaption, "Closed caption"), (ObservationKind.Speech, "Said") })
        {
            var lines = observations.Where(o => o.Kind == kind && !string.IsNullOrWhiteSpace(o.Text)).OrderBy(o => o.Range.Start).Select(o => o.Text!).Distinct().ToList();
            if (lines.Count == 0) continue;
            var quoted = string.Join(' ', lines.Take(QuotedLines).Select(line => PictureWords.Quote(line)));
            var rest = lines.Count > QuotedLines ? $" and {PictureWords.Count(lines.Count - QuotedLines, "more line")}." : "";
            var heading = kind == ObservationKind.Speech ? "Said, as a speech model wrote it down" : lines.Count == 1 ? one : one + "s";
            sentences.Add($"{heading}: {quoted}{rest}");
        }
    }

    private static void AddSound(List<string> sentences, SegmentSpan span, ImmutableArray<Observation> observations)
    {
        if (ShareOf(observations.Where(o => o.Kind == ObservationKind.Silence), span) >= Whole)
        {
            sentences.Add("It is silent.");
            return;
        }

        var level = observations.FirstOrDefault(o => o.Kind == ObservationKind.Loudness)?.Text;
        if (level is "loud" or "quiet") sentences.Add($"The sound is {level}.");
    }

    private static IEnumerable<Observation> Lines(Observation block)
    {
        var lines = block.Text!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Select((line, i) => block with
        {
            Text = line,
            Box = block.Box is { } box ? box with { Top = box.Top + (box.Height * i / lines.Length), Height = box.Height / lines.Length } : null,
        });
    }

    private static double Prominence(Observation text) => (text.Box?.Height ?? 0.05) * (text.Value ?? 1) * Math.Max(0.1, text.Range.Duration.TotalSeconds);

    private static double ShareOf(IEnumerable<Observation> stretches, SegmentSpan span) => stretches.Sum(o => Share(o.Range, span));

    private static double Share(TimeRange range, SegmentSpan span) => range.Duration / TimeSpan.FromTicks(Math.Max(1, span.Range.Duration.Ticks));
}
