using LongVpo.Media.Native;

namespace LongVpo.Media.Sources;

/// <summary>A part of the video that is decoded on its own: what is shown from one key frame up to another.</summary>
/// <param name="From">The key frame; null is the beginning of the file.</param>
/// <param name="EndPts">Where the next interval begins, in ticks of the video; null is the end of the file.</param>
internal readonly record struct DecodeInterval(KeyFrame? From, long? EndPts);
