using LongVpo.Media.Native;

namespace LongVpo.Media.Sources;

/// <summary>How the picture of a file is decoded: in which parts, by how many workers, and how many pictures each may hold.</summary>
/// <param name="Description">What the file is.</param>
/// <param name="Intervals">In order of time; one when the file cannot be decoded in parts.</param>
/// <param name="Workers">Decoder threads of ours.</param>
/// <param name="ThreadsPerWorker">Threads of FFmpeg's decoder in each.</param>
/// <param name="PicturesPerWorker">Sampled pictures a worker may have out.</param>
/// <param name="BatchesAhead">Batches of frames a worker may have ready that nobody has taken.</param>
internal sealed record DecodePlan(AvDescription Description, IReadOnlyList<DecodeInterval> Intervals, int Workers, int ThreadsPerWorker, int PicturesPerWorker, int BatchesAhead);
