namespace LongVpo.Node.Contract;

/// <summary>What <c>longvpo analyze --json</c> prints last for each file.</summary>
/// <param name="Video">The video's id.</param>
/// <param name="Path">The file as it was named.</param>
/// <param name="Duration">Seconds of timeline that are sealed.</param>
/// <param name="Segments">Sealed segments.</param>
/// <param name="FramesDecoded">Frames of all runs together.</param>
/// <param name="CorruptFrames">Damaged frames among them.</param>
/// <param name="Seconds">Wall time of this run.</param>
/// <param name="Message">One sentence when something was not as it should be.</param>
public sealed record AnalysisDocument(
    string Video, string Path, double Duration, int Segments, long FramesDecoded, long CorruptFrames, double Seconds, string? Message);
