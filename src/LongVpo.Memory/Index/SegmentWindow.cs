using LongVpo.Core.Time;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Index;

/// <summary>
/// Turns times into ranges of rows by halving, since the segments of a video stand in order of time. The range may hold a few rows too many and never one too
/// few; exact times are compared by the caller.
/// </summary>
internal static class SegmentWindow
{
    /// <summary>Seconds before a range in which a segment can lie whose subtitle or caption line reaches into the range.</summary>
    private const double LongestLine = 60;

    /// <summary>Seconds as floating point may be off by less than this.</summary>
    private const double Slack = 1e-3;

    /// <summary>First and last row key of one video that can hold what lies in a range and was sealed by a time; the first is above the last when none can.</summary>
    public static (long Low, long High) Of(SqliteLink link, long video, TimeRange? within, MediaTime? asOf)
    {
        var (low, high) = (RowKeys.First(video), RowKeys.Last(video));
        if (within is { } range)
        {
            low = FirstWhere(link, video, (_, end) => end > range.Start.Seconds - LongestLine);
            high = FirstWhere(link, video, (start, _) => start > range.End.Seconds + Slack) - 1;
        }

        return asOf is { } time ? (low, Math.Min(high, FirstWhere(link, video, (_, end) => end > time.Seconds + Slack) - 1)) : (low, high);
    }

    /// <summary>Key of the first segment for which a condition holds that stays true once it is; past the last segment when it never does.</summary>
    private static long FirstWhere(SqliteLink link, long video, Func<double, double, bool> holds)
    {
        var last = link.Number("SELECT max(id) FROM segments WHERE id BETWEEN $1 AND $2", RowKeys.First(video), RowKeys.Last(video));
        var (from, to) = (0, RowKeys.OrdinalOf(last) + 1);
        while (from < to)
        {
            var middle = from + ((to - from) / 2);
            var next = link.Query(
                "SELECT id, start_s, end_s FROM segments WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 1",
                row => (Ordinal: RowKeys.OrdinalOf(row.GetInt64(0)), Holds: holds(row.GetDouble(1), row.GetDouble(2))),
                RowKeys.Segment(video, middle), RowKeys.Last(video));
            if (next.Count == 0 || next[0].Holds) to = middle;
            else from = next[0].Ordinal + 1;
        }

        return RowKeys.Segment(video, from);
    }
}
