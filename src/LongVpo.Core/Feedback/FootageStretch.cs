namespace LongVpo.Core.Feedback;

/// <summary>Where the pictures of a segment can be had.</summary>
/// <param name="File">A file of the footage, or a recording of it.</param>
/// <param name="Start">Seconds from the file's first moment.</param>
/// <param name="End">Where it ends, after <paramref name="Start"/>.</param>
public sealed record FootageStretch(string File, double Start, double End);
