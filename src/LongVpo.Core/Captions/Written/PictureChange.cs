using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;

namespace LongVpo.Core.Captions.Written;

/// <summary>Says whether a segment shows what the one before it showed, so that a still picture costs no model.</summary>
public static class PictureChange
{
    /// <summary>Whether the look is the same, nothing moves, and the same words are on screen and none are said.</summary>
    public static bool IsNone(Segment before, Segment segment, CaptionOptions options)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentNullException.ThrowIfNull(options);
        if (before.Descriptor.IsDefaultOrEmpty || before.Descriptor.Length != segment.Descriptor.Length) return false;
        var alike = 0.0;
        for (var i = 0; i < before.Descriptor.Length; i++) alike += (double)before.Descriptor[i] * segment.Descriptor[i];
        return alike >= options.SameLook && IsStill(before) && IsStill(segment) && Words(before).SetEquals(Words(segment));
    }

    private static bool IsStill(Segment segment) => segment.Observations.Any(o => o is { Kind: ObservationKind.Motion, Text: "still" });

    private static HashSet<(ObservationKind, string?)> Words(Segment segment) => [.. segment.Observations.Where(o => o.IsWords).Select(o => (o.Kind, o.Text))];
}
