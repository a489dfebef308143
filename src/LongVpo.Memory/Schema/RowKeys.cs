namespace LongVpo.Memory.Schema;

/// <summary>
/// Row numbers that say where a row belongs: video (19 bits), segment (28 bits), observation or caption within it (16 bits). One video, or one stretch of it, is then one
/// range of rows in every table and in the full-text index, so a filter by video or time is a range that the index skips to instead of a test on each hit.
/// </summary>
internal static class RowKeys
{
    public const int MaxVideos = (1 << 19) - 1;
    public const int MaxSegments = 1 << 28;
    public const int MaxObservations = 1 << 16;
    public const int VideoShift = 44;

    private const int SegmentShift = 16;

    public static long Segment(long video, int ordinal) => (video << VideoShift) | ((long)ordinal << SegmentShift);

    public static long Observation(long video, int ordinal, int index) => Segment(video, ordinal) | (uint)index;

    /// <summary>Events are numbered within their video from 1.</summary>
    public static long Event(long video, long version) => (video << VideoShift) | version;

    public static long VideoOf(long key) => key >> VideoShift;

    public static int OrdinalOf(long key) => (int)((key >> SegmentShift) & (MaxSegments - 1));

    public static long First(long video) => video << VideoShift;

    public static long Last(long video) => ((video + 1) << VideoShift) - 1;
}
