using LongVpo.Core.Time;

namespace LongVpo.Core.Observations;

/// <summary>A fact that was measured in the footage, with the stretch it holds for.</summary>
public sealed record Observation
{
    public required ObservationKind Kind { get; init; }

    /// <summary>
    /// Where it holds. Measurements lie within their segment; a subtitle or caption line keeps its own full range and is listed in every segment it touches.
    /// </summary>
    public required TimeRange Range { get; init; }

    /// <summary>The words, or the name of the measured class; see <see cref="ObservationKind"/>.</summary>
    public string? Text { get; init; }

    /// <summary>The measured number; see <see cref="ObservationKind"/> for its unit.</summary>
    public double? Value { get; init; }

    /// <summary>Where in the picture, as shares of width and height; null when it is about the whole picture or the sound.</summary>
    public Box? Box { get; init; }

    public bool IsWords => Kind is ObservationKind.ScreenText or ObservationKind.Subtitle or ObservationKind.ClosedCaption or ObservationKind.Speech;
}
