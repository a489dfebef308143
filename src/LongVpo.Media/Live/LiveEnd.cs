using LongVpo.Media.Native;

namespace LongVpo.Media.Live;

/// <summary>How a connection ended, and whether it had delivered anything.</summary>
/// <param name="Failure">What was wrong; null when the source ended by itself.</param>
/// <param name="Delivered">Something came through it.</param>
/// <param name="Finite">The source has an end of its own: a finished recording that is served, or a file that stopped growing.</param>
/// <param name="Counts">What it read.</param>
internal sealed record LiveEnd(AvException? Failure, bool Delivered, bool Finite, AvCounts Counts);
