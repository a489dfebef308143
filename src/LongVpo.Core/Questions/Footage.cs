using System.Collections.Immutable;
using LongVpo.Core.Questions.Told;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions;

/// <summary>What one asked video has to say to a question: its sealed segments as far as the question may look, and the lines in them.</summary>
public sealed record Footage
{
    public required VideoId Video { get; init; }

    /// <summary>File or stream name, for answers about more than one video.</summary>
    public required string Name { get; init; }

    /// <summary>From the first frame to the end of the last segment the question may look at.</summary>
    public required TimeRange Seen { get; init; }

    /// <summary>What is asked about: the named time within the allowed stretch; null is all of it.</summary>
    public required TimeRange? Window { get; init; }

    /// <summary>Share of what is asked about that is sealed, 0 to 1, and its length in seconds.</summary>
    public required double Coverage { get; init; }

    /// <summary>In order; some lie outside <see cref="Window"/> to give context.</summary>
    public required ImmutableArray<Segment> Segments { get; init; }

    public required ImmutableArray<WordLine> Lines { get; init; }

    /// <summary>What a model's captions tell, in order, the asked time or not; empty where there are none, or the question is none that they can answer.</summary>
    public ImmutableArray<Telling> Told { get; init; } = [];

    /// <summary>Length by the container, when it says so.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Whether all of it has been seen.</summary>
    public bool Finished { get; init; }

    /// <summary>Whether more lines match than were looked up, so that a count is only a lower bound.</summary>
    public bool AtLeast { get; init; }

    /// <summary>The segments that were asked about.</summary>
    public IEnumerable<Segment> Asked => Segments.Where(segment => InWindow(segment.Span.Range));

    /// <summary>The lines that were asked about.</summary>
    public IEnumerable<WordLine> AskedLines => Window is { } window ? Lines.Where(line => line.IsIn(window)) : Lines;

    /// <summary>Whether a stretch touches what is asked about.</summary>
    public bool InWindow(TimeRange range) => Window is not { } window || range.Overlaps(window);
}
