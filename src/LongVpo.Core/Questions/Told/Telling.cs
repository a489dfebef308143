using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Captions.Written;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions.Told;

/// <summary>A stretch of neighbouring segments of which a model's captions say the same. Where a segment ends is our doing, so what is told twice in a row was seen once.</summary>
/// <param name="Range">From the first segment to the last.</param>
/// <param name="Segments">The segments, in order.</param>
/// <param name="Text">The caption of the first.</param>
/// <param name="Statements">What it states; at least one statement.</param>
public sealed record Telling(TimeRange Range, ImmutableArray<SegmentSpan> Segments, string Text, ImmutableArray<Statement> Statements)
{
    /// <summary>The tellings of a video's segments, in order; segments without a caption that can be read have none.</summary>
    /// <param name="segments">In order.</param>
    /// <param name="captions">What a model said, by segment.</param>
    public static ImmutableArray<Telling> Read(IReadOnlyList<Segment> segments, IReadOnlyDictionary<string, ModelCaption> captions)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(captions);
        var tellings = ImmutableArray.CreateBuilder<Telling>();
        foreach (var span in segments.Select(segment => segment.Span))
        {
            if (!captions.TryGetValue(span.Id.ToString(), out var caption) || StatementReader.Read(caption.Text) is not { IsEmpty: false } statements) continue;
            if (tellings.Count > 0 && tellings[^1] is var last && last.Range.End == span.Range.Start && SaySame(last.Statements, statements))
                tellings[^1] = last with { Range = last.Range.Union(span.Range), Segments = last.Segments.Add(span) };
            else tellings.Add(new Telling(span.Range, [span], caption.Text, statements));
        }

        return tellings.ToImmutable();
    }

    /// <summary>One citation for each segment.</summary>
    public IEnumerable<Citation> Cite(VideoId video) => Segments.Select(span => new Citation(video, span.Id, span.Range, Text));

    private static bool SaySame(ImmutableArray<Statement> left, ImmutableArray<Statement> right) => left.Length == right.Length && left.Zip(right).All(pair => pair.First.IsSame(pair.Second));
}
