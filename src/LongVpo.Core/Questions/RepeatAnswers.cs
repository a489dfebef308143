using System.Globalization;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>Which pictures come back: shots that look alike although others lie between them. A look is measured, so what the scenes show stays open.</summary>
public sealed class RepeatAnswers(QuestionOptions options)
{
    // Looks of one setting seen again are at least this alike (cosine); two different settings of one film seldom are.
    private const double Alike = 0.94;

    // Each shot is compared with each: two thousand take a few milliseconds, and films of two hours have about as many.
    private const int ShotsMost = 2_000;

    public Finding Answer(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        var shots = ShotsOf(footage);
        if (shots.Count == 0) return HonestNo.Of(footage, question);
        var groups = Groups(shots).Where(group => group.Count > 1).ToList();
        var limit = shots.Count < ShotsMost ? "" : string.Create(CultureInfo.InvariantCulture, $" Only the first {ShotsMost} shots were compared.");
        if (groups.Count == 0) return Finding.No($"None: no shot{Wording.In(footage.Window)} looks like an earlier one.{limit}", 0.6);
        var told = groups.Take(options.CitationsMost / 2).Select(group => $"{Wording.Times([.. group.Select(shot => shot.Range)], 6)} ({group[0].Segment.Caption.Text.TrimEnd('.')})").ToList();
        var more = groups.Count > told.Count ? string.Create(CultureInfo.InvariantCulture, $" {groups.Count - told.Count} more come back.") : "";
        var lead = question.Form == QuestionForm.Exists ? "Yes: " : question.Form == QuestionForm.HowMany ? $"{Wording.Count(groups.Count, "picture")}: " : "";
        var text = $"{lead}{(lead.Length > 0 ? "these" : "These")} look alike, with other shots between them: {string.Join("; ", told)}.{more} Whether they show the same scene cannot be judged without a vision model.{limit}";
        var cited = groups.Take(options.CitationsMost / 2).SelectMany(group => group.Take(options.CitationsMost / Math.Min(groups.Count, options.CitationsMost / 2)))
            .Select(shot => new Citation(footage.Video, shot.Segment.Span.Id, shot.Segment.Span.Range, "a look that comes back"));
        return new Finding(true, text, 0.6, Wording.Cited(cited, options.CitationsMost));
    }

    // The first shot of a look stands for it; the one right before is the same setting going on, not coming back.
    private static List<List<(TimeRange Range, Segment Segment)>> Groups(List<(TimeRange Range, Segment Segment)> shots)
    {
        var groups = new List<List<(TimeRange Range, Segment Segment)>>();
        var last = new List<int>();
        for (var i = 0; i < shots.Count; i++)
        {
            var best = -1;
            var most = Alike;
            for (var g = 0; g < groups.Count; g++)
            {
                var alike = Cosine(groups[g][0].Segment, shots[i].Segment);
                if (alike > most) (best, most) = (g, alike);
            }

            if (best < 0)
            {
                groups.Add([shots[i]]);
                last.Add(i);
                continue;
            }

            if (i - last[best] > 1) groups[best].Add(shots[i]);
            last[best] = i;
        }

        return groups;
    }

    private static List<(TimeRange Range, Segment Segment)> ShotsOf(Footage footage) =>
        [.. footage.Asked
            .GroupBy(segment => segment.Span.Shot)
            .Select(shot => (Range: shot.First().Span.Range.Union(shot.Last().Span.Range), Segment: shot.MaxBy(s => s.Span.Range.Duration)!))
            .Where(shot => !shot.Segment.Descriptor.IsDefaultOrEmpty && !IsBlack(shot.Segment))
            .Take(ShotsMost)];

    // Every black picture looks like every other; none of them comes back.
    private static bool IsBlack(Segment segment) =>
        2 * segment.Observations.Where(o => o.Kind == ObservationKind.Black).Sum(o => o.Range.Duration.TotalSeconds) > segment.Span.Range.Duration.TotalSeconds;

    private static double Cosine(Segment left, Segment right)
    {
        var (a, b) = (left.Descriptor, right.Descriptor);
        if (a.Length != b.Length) return 0;
        double dot = 0, lengthA = 0, lengthB = 0;
        for (var i = 0; i < a.Length; i++) (dot, lengthA, lengthB) = (dot + (a[i] * b[i]), lengthA + (a[i] * a[i]), lengthB + (b[i] * b[i]));
        return lengthA == 0 || lengthB == 0 ? 0 : dot / Math.Sqrt(lengthA * lengthB);
    }
}
