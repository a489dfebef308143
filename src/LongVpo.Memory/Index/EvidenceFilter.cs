using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Index;

/// <summary>Decides exactly what a query may see; ranges of rows before it only save work.</summary>
internal sealed class EvidenceFilter(EvidenceQuery query)
{
    /// <summary>The kinds that carry words.</summary>
    public static readonly ImmutableArray<ObservationKind> Words = [ObservationKind.ScreenText, ObservationKind.Subtitle, ObservationKind.ClosedCaption, ObservationKind.Speech];

    private readonly HashSet<ObservationKind> _kinds = [.. KindsOf(query)];

    /// <summary>The kinds that are asked for; all words when none are named.</summary>
    public static ImmutableArray<ObservationKind> KindsOf(EvidenceQuery query) =>
        query.Kinds.IsDefaultOrEmpty ? Words : [.. query.Kinds.Distinct().OrderBy(KindCodes.Of)];

    public bool Allows(StoredLine line) =>
        _kinds.Contains(line.Observation.Kind)
        && (query.Within is not { } range || line.Observation.Range.Overlaps(range))
        && (query.AsOf is not { } time || (line.Segment.End <= time && (line.Observation.Kind != ObservationKind.Speech || line.Observation.Range.End <= time)))
        && (query.SealedBy is not { } moment || line.SealedAt <= moment.UtcTicks);
}
