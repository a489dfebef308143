namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>Something that keeps a question from being scored, or makes its score doubtful.</summary>
/// <param name="Kind">A word that the like are counted by: missing_video, duplicate_id, bad_answer, no_answer, missing_subtitles, duration, few_frames, unreadable, refused.</param>
/// <param name="Item">Which question.</param>
/// <param name="Sentence">What it is.</param>
public sealed record BenchmarkProblem(string Kind, string Item, string Sentence);
