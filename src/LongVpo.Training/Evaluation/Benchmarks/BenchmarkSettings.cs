namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>How questions are asked.</summary>
/// <param name="Frames">Frames that a model is shown of each video; 64 is what most published figures of 8B models use at least.</param>
/// <param name="Sampling">Which ones.</param>
/// <param name="Subtitles">Whether it is told what is said.</param>
/// <param name="Unread">What a reply without a choice counts as.</param>
/// <param name="MaxTokens">Longest reply; 32 leaves room for a letter with its option.</param>
/// <param name="Seed">For what is drawn, and for the confidence intervals.</param>
public sealed record BenchmarkSettings(
    int Frames = 64, FrameSampling Sampling = FrameSampling.SegmentCentre, bool Subtitles = false, UnreadReply Unread = UnreadReply.Wrong, int MaxTokens = 32, ulong Seed = 0);
