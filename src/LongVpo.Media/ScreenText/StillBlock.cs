using LongVpo.Core.Observations;
using LongVpo.Core.Time;

namespace LongVpo.Media.ScreenText;

/// <summary>A paragraph of a single picture.</summary>
/// <param name="Text">Its lines with line breaks.</param>
/// <param name="Confidence">Mean confidence of its characters, 0 to 1.</param>
/// <param name="Box">Where, in shares of the picture as it was given, not as it was turned.</param>
public sealed record StillBlock(string Text, double Confidence, Box Box)
{
    internal Observation ToObservation(TimeRange range) =>
        new() { Kind = ObservationKind.ScreenText, Range = range, Text = Text, Value = Math.Round(Confidence, 3), Box = Box };
}
