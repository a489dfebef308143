using LongVpo.Media.Recording;

namespace LongVpo.Node.Clips;

/// <summary>What became of the wish for a clip.</summary>
/// <param name="Clip">What was written; null when there is nothing of it.</param>
/// <param name="Absence">Why there is none.</param>
/// <param name="Sentence">One sentence for a person where there is none, or only a part.</param>
public sealed record ClipResult(Clip? Clip, ClipAbsence Absence, string? Sentence);
