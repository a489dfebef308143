using System.Collections.Immutable;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions.Models.Scenes;

/// <summary>Neighbouring segments of which a model said the same, which is one scene that was cut more often than it should have been.</summary>
/// <param name="Segments">In time order, at least one.</param>
/// <param name="Caption">What was said; empty where nothing is known of the stretch, so that it is not passed over.</param>
/// <param name="Fields">The caption's fields; none where nothing is known.</param>
public sealed record SeenScene(ImmutableArray<Segment> Segments, string Caption, ImmutableDictionary<string, string> Fields)
{
    public bool IsKnown => !Fields.IsEmpty;

    public TimeRange Range => new(Segments[0].Span.Range.Start, Segments[^1].Span.Range.End);
}
