using System.Collections.Immutable;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Trees;

/// <summary>What the tree needs to know of a sealed segment once the segment itself is no longer at hand.</summary>
/// <param name="Ordinal">Its position among the segments.</param>
/// <param name="Range">Where it is.</param>
/// <param name="ContinuesShot">It is a later piece of the shot before it.</param>
/// <param name="Break">A pause in picture or sound separates it from the segment before.</param>
/// <param name="BreakPending">A pause precedes it, but it is too short to begin anything (the black behind a fade): what follows it is separated instead.</param>
/// <param name="BlackTail">Black picture up to its end.</param>
/// <param name="SilentTail">Silence up to its end; zero when there is no sound in it at all, which says nothing about a pause.</param>
/// <param name="Look">Its descriptor; empty without a picture.</param>
/// <param name="Summary">Its measurements.</param>
public sealed record Leaf(
    int Ordinal,
    TimeRange Range,
    bool ContinuesShot,
    bool Break,
    bool BreakPending,
    TimeSpan BlackTail,
    TimeSpan SilentTail,
    ImmutableArray<float> Look,
    NodeSummary Summary)
{
    // A pause is measured on a grid of frames and sound blocks, so it may miss the border by about this much.
    private static readonly TimeSpan BorderSlack = TimeSpan.FromSeconds(0.25);

    internal static Leaf Of(Segment segment, Leaf? before, Options.TreeOptions options)
    {
        var (span, measured) = (segment.Span, segment.Observations);
        var wholly = AtStart(measured, ObservationKind.Silence, span.Range) >= span.Range.Duration - BorderSlack;
        var silentHead = wholly ? TimeSpan.Zero : AtStart(measured, ObservationKind.Silence, span.Range);
        var black = AtStart(measured, ObservationKind.Black, span.Range) + (before?.BlackTail ?? TimeSpan.Zero);
        var silence = silentHead + (before?.SilentTail ?? TimeSpan.Zero);
        var pause = span.OpensWith is Opening.Fade or Opening.Start || black >= options.BlackBreak || silence >= options.SilenceBreak || before is { BreakPending: true };
        var parts = pause && span.OpensWith != Opening.Length;
        var tooShort = span.Range.Duration < options.SceneMinLength / 4;
        return new Leaf(
            span.Id.Ordinal,
            span.Range,
            span.OpensWith == Opening.Length,
            parts && !tooShort,
            parts && tooShort,
            AtEnd(measured, ObservationKind.Black, span.Range),
            wholly ? TimeSpan.Zero : AtEnd(measured, ObservationKind.Silence, span.Range),
            segment.Descriptor,
            NodeSummary.Empty.Add(segment));
    }

    private static TimeSpan AtStart(ImmutableArray<Observation> measured, ObservationKind kind, TimeRange range) =>
        measured.FirstOrDefault(o => o.Kind == kind && o.Range.Start.Since(range.Start) <= BorderSlack)?.Range.Duration ?? TimeSpan.Zero;

    private static TimeSpan AtEnd(ImmutableArray<Observation> measured, ObservationKind kind, TimeRange range) =>
        measured.LastOrDefault(o => o.Kind == kind && range.End.Since(o.Range.End) <= BorderSlack)?.Range.Duration ?? TimeSpan.Zero;
}
