using LongVpo.Core.Time;

namespace LongVpo.Core.Speech;

/// <summary>A stretch of sound between two pauses: what a speech model is asked about in one request.</summary>
/// <param name="Range">Where it is heard.</param>
/// <param name="Samples">16 kHz mono, 16-bit.</param>
public sealed record Utterance(TimeRange Range, ReadOnlyMemory<short> Samples);
