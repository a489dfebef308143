using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Time;

namespace LongVpo.Media.Observations;

/// <summary>
/// Lists subtitle and caption lines in every segment they touch, each with its own full range. A line that is still on screen when a segment is sealed, and does not
/// say until when, is listed there up to the segment's end and with the words so far. Bounded: when too many wait, the oldest is given up and counted.
/// </summary>
internal sealed class TimedLines
{
    /// <summary>A line that nobody ends is given up after this time, as receivers of CEA-608 clear a caption about which they heard nothing more. Seconds.</summary>
    private const double LongestOpenSeconds = 16;

    private readonly Queue<TextDecoded> _carried = [];
    private readonly Queue<TextDecoded> _new = [];
    private readonly List<TextDecoded> _open = [];
    private readonly int _most;

    public TimedLines(ImmutableArray<TextDecoded> waiting, int most)
    {
        _most = most;
        foreach (var line in waiting)
            if (line.Open) _open.Add(line);
            else _carried.Enqueue(line);
    }

    /// <summary>Lines given up because too many waited.</summary>
    public int Lost { get; private set; }

    /// <summary>Takes a line; one that waits already (a resumed run reads it again) is not taken twice.</summary>
    public void Add(TextDecoded line)
    {
        _open.RemoveAll(open => open.Origin == line.Origin && open.Language == line.Language && open.Range.Start == line.Range.Start);
        if (line.Open) _open.Add(line);
        else if (_carried.Contains(line) || _new.Contains(line)) return;
        else _new.Enqueue(line);
        if (_carried.Count + _new.Count + _open.Count <= _most) return;
        if (_carried.Count + _new.Count > 0) (_carried.Count > 0 ? _carried : _new).Dequeue();
        else _open.RemoveAt(0);
        Lost++;
    }

    /// <summary>The lines of a sealed segment, and those that wait for the segments after it.</summary>
    public (ImmutableArray<Observation> Listed, ImmutableArray<TextDecoded> Waiting) Seal(TimeRange range)
    {
        _open.RemoveAll(line => range.Start.Since(line.Range.Start).TotalSeconds > LongestOpenSeconds);
        var listed = _carried.Where(l => l.Range.Overlaps(range)).Concat(_new.Where(l => l.Range.Overlaps(range) || l.Range.End <= range.Start))
            .Concat(_open.Where(l => l.Range.Start < range.End).Select(l => l with { Range = new TimeRange(l.Range.Start, range.End) }));
        ImmutableArray<Observation> observations = [.. listed.Select(Observe)];
        ImmutableArray<TextDecoded> waiting = [.. _carried.Concat(_new).Where(l => l.Range.End > range.End || l.Range.Start >= range.End)];
        _carried.Clear();
        _new.Clear();
        foreach (var line in waiting) _carried.Enqueue(line);
        return (observations, [.. waiting, .. _open]);
    }

    private static Observation Observe(TextDecoded line) => new()
    {
        Kind = line.Origin == TextOrigin.Subtitle ? ObservationKind.Subtitle : ObservationKind.ClosedCaption,
        Range = line.Range,
        Text = line.Text,
    };
}
