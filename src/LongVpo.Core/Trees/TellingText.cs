using LongVpo.Core.Time;

namespace LongVpo.Core.Trees;

/// <summary>Words that stand for a stretch of video in its caption, with what is needed to rank them against others.</summary>
/// <param name="Text">The words as they were first read, one line.</param>
/// <param name="FirstAt">Where they were first seen or said.</param>
/// <param name="Segments">Segments that list them.</param>
/// <param name="Weight">Screen text: seconds shown times its height as a share of the picture. Lines: letters. Higher tells more.</param>
public sealed record TellingText(string Text, MediaTime FirstAt, int Segments, double Weight);
