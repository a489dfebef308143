namespace LongVpo.Media.Native;

/// <summary>A place where decoding can start, by both of its timestamps, because containers index one or the other.</summary>
internal readonly record struct KeyFrame(long Pts, long Dts);
