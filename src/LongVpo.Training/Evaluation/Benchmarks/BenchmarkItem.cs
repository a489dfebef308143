using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>One question of a published benchmark, whatever its file looks like.</summary>
/// <param name="Id">Its name, once in a benchmark.</param>
/// <param name="Video">What it calls its video: a path or a name.</param>
/// <param name="Question">The question, options not included.</param>
/// <param name="Options">The texts of the options, without letters; at least two.</param>
/// <param name="Right">Which option is right; null where the file keeps that to itself.</param>
/// <param name="Groups">What results are told apart by: kind of group and its value. A question may stand in several groups of a kind.</param>
/// <param name="Start">Where the asked part begins, in seconds; null for the whole.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Duration">How long the video should be, in seconds; null where the file does not say.</param>
/// <param name="Subtitles">What it calls its subtitles; null where there are none.</param>
/// <param name="SubtitlesStart">Subtract this from the times of its subtitles.</param>
public sealed record BenchmarkItem(
    string Id, string Video, string Question, ImmutableArray<string> Options, int? Right, ImmutableArray<(string Kind, string Value)> Groups,
    double? Start = null, double? End = null, double? Duration = null, string? Subtitles = null, double SubtitlesStart = 0)
{
    /// <summary>The letter of an option.</summary>
    public static char Letter(int option) => (char)('A' + option);
}
