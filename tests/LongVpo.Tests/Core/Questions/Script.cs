using System.Collections.Immutable;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Tests.Core.Questions;

/// <summary>Writes the segments of a video down as a test thinks of them: where it is cut, and what is seen and said when.</summary>
public sealed class Script(double start, double end)
{
    private readonly List<(double At, Opening Kind)> _cuts = [];
    private readonly List<Observation> _words = [];
    private readonly List<Observation> _measured = [];

    public double LengthMost { get; init; } = 10;

    public Script Cut(double at, Opening kind = Opening.Hard)
    {
        _cuts.Add((at, kind));
        return this;
    }

    public Script Screen(double from, double to, string text, Box? box = null, double confidence = 0.9)
    {
        _words.Add(Of(ObservationKind.ScreenText, from, to, text, confidence, box ?? new Box(0.2, 0.4, 0.6, 0.06)));
        return this;
    }

    public Script Says(double from, double to, string text, ObservationKind kind = ObservationKind.Subtitle)
    {
        _words.Add(Of(kind, from, to, text, null, null));
        return this;
    }

    public Script Measure(ObservationKind kind, double from, double to, string? text = null, double? value = null)
    {
        _measured.Add(Of(kind, from, to, text, value, null));
        return this;
    }

    /// <summary>The segments; a measurement or screen text over a border is cut there, a subtitle is listed on both sides in full.</summary>
    public IReadOnlyList<Segment> Build()
    {
        var starts = Borders();
        var segments = new List<Segment>();
        var shot = -1;
        for (var i = 0; i < starts.Count; i++)
        {
            var (at, kind) = starts[i];
            if (kind != Opening.Length) shot++;
            var range = Range(at, i + 1 < starts.Count ? starts[i + 1].At : end);
            var span = new SegmentSpan(new SegmentId(i), shot, range, kind, new TimeRange(range.Start, range.Start));
            var observations = _words.Concat(_measured).Where(o => o.Range.Overlaps(range)).Select(o => o.Kind is ObservationKind.Subtitle or ObservationKind.ClosedCaption ? o : o with { Range = o.Range.Intersect(range)!.Value })
                .Append(new Observation { Kind = ObservationKind.Cut, Range = new TimeRange(range.Start, range.Start), Text = kind.ToString().ToLowerInvariant(), Value = 0 })
                .OrderBy(o => o.Range.Start).ThenBy(o => o.Kind);
            segments.Add(new Segment { Span = span, Observations = [.. observations], Caption = new Caption("A picture.", Caption.Observed, 1) });
        }

        return segments;
    }

    private List<(double At, Opening Kind)> Borders()
    {
        var cuts = _cuts.OrderBy(c => c.At).Prepend((At: start, Kind: Opening.Start)).ToList();
        var borders = new List<(double, Opening)>();
        for (var i = 0; i < cuts.Count; i++)
        {
            borders.Add(cuts[i]);
            var next = i + 1 < cuts.Count ? cuts[i + 1].At : end;
            for (var at = cuts[i].At + LengthMost; at < next - 0.01; at += LengthMost) borders.Add((at, Opening.Length));
        }

        return borders;
    }

    private static Observation Of(ObservationKind kind, double from, double to, string? text, double? value, Box? box) =>
        new() { Kind = kind, Range = Range(from, to), Text = text, Value = value, Box = box };

    private static TimeRange Range(double from, double to) => new(MediaTime.FromSeconds(from), MediaTime.FromSeconds(to));
}
