using System.Text.Json.Serialization;

namespace LongVpo.Core.Time;

/// <summary>A half-open stretch of a video, <c>[Start, End)</c>, so that neighbouring segments share a border and no moment belongs to two.</summary>
public readonly record struct TimeRange
{
    /// <exception cref="ArgumentException">An end before the start.</exception>
    [JsonConstructor]
    public TimeRange(MediaTime start, MediaTime end)
    {
        if (end < start) throw new ArgumentException($"A range ends at {end} before it starts at {start}.");
        Start = start;
        End = end;
    }

    public MediaTime Start { get; }

    public MediaTime End { get; }

    [JsonIgnore]
    public TimeSpan Duration => End.Since(Start);

    public bool Contains(MediaTime time) => time >= Start && time < End;

    /// <summary>Whether the two share more than a border; an empty range counts as the moment it stands at.</summary>
    public bool Overlaps(TimeRange other) =>
        Start == End ? other.Contains(Start) || (other.Start == other.End && other.Start == Start)
        : other.Start == other.End ? Contains(other.Start)
        : Start < other.End && other.Start < End;

    /// <summary>The shared part, or null when the two do not overlap.</summary>
    public TimeRange? Intersect(TimeRange other) =>
        Overlaps(other) ? new TimeRange(MediaTime.Max(Start, other.Start), MediaTime.Min(End, other.End)) : null;

    /// <summary>The smallest range that holds both.</summary>
    public TimeRange Union(TimeRange other) => new(MediaTime.Min(Start, other.Start), MediaTime.Max(End, other.End));
}
