namespace LongVpo.Node.Export;

/// <summary>A timed text of a subtitle file.</summary>
/// <param name="Start">Seconds from the file's first moment, as players count.</param>
/// <param name="End">Seconds; later than the start.</param>
/// <param name="Text">One or more lines.</param>
public sealed record Cue(double Start, double End, string Text);
