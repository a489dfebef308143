namespace LongVpo.Media.Sources;

/// <summary>Frames that cross from a decoder thread together, because crossing costs more than a frame does.</summary>
/// <param name="Frames">In order of time; may be empty.</param>
/// <param name="EndsInterval">Nothing more of the interval will come.</param>
internal sealed record FrameBatch(IReadOnlyList<DecodedFrame> Frames, bool EndsInterval);
