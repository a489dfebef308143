using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Time;

namespace LongVpo.Media.Observations;

/// <summary>
/// Lists subtitle and caption lines in every segment they touch, each with its own full range. A caption whose end is known only after the
/// segments it began in were sealed is listed from the open segment on; a subtitle tells its end when it begins and so is listed in all. Bounded: when too many wait, the oldest is given up and counted.
/// </summary>
internal sealed class TimedLines(ImmutableArray<TextDecoded> waiting, int most)
{
    private readonly Queue<TextDecoded> _carried = new(waiting);
    private readonly Queue<TextDecoded> _new = [];

    /// <summary>Lines given up because too many waited.</summary>
    public int Lost { get; private set; }

    /// <summary>Takes a completed line; one that waits already (a resumed run reads it again) is not taken twice.</summary>
    public void Add(TextDecoded line)
    {
        if (_carried.Contains(line) || _new.Contains(line)) return;
        _new.Enqueue(line);
        if (_carried.Count + _new.Count <= most) return;
        (_carried.Count > 0 ? _carried : _new).Dequeue();
        Lost++;
    }

    /// <summary>The lines of a sealed segment, and those that wait for the segments after it.</summary>
    public (ImmutableArray<Observation> Listed, ImmutableArray<TextDecoded> Waiting) Seal(TimeRange range)
    {
        var listed = _carried.Where(l => l.Range.Overlaps(range)).Concat(_new.Where(l => l.Range.Overlaps(range) || l.Range.End <= range.Start));
        ImmutableArray<Observation> observations = [.. listed.Select(Observe)];
        ImmutableArray<TextDecoded> waiting = [.. _carried.Concat(_new).Where(l => l.Range.End > range.End || l.Range.Start >= range.End)];
        _carried.Clear();
        _new.Clear();
        foreach (var line in waiting) _carried.Enqueue(line);
        return (observations, waiting);
    }

    private static Observation Observe(TextDecoded line) => new()
    {
        Kind = line.Origin == TextOrigin.Subtitle ? ObservationKind.Subtitle : ObservationKind.ClosedCaption,
        Range = line.Range,
        Text = line.Text,
    };
}
