namespace LongVpo.Node.Contract;

/// <summary>A line of progress of <c>longvpo analyze --json</c>; the last line of a file is an <see cref="AnalysisDocument"/> instead.</summary>
public sealed record ProgressDocument(string Progress, double Position, double? Duration, int Segments, long FramesDecoded, double Rate, double? SecondsLeft);
