using LongVpo.Core.Observations;
using LongVpo.Core.Time;
using LongVpo.Memory.Projections;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Index;

/// <summary>An observation as it stands in the store, with what filters and duplicates are judged by.</summary>
/// <param name="Key">Its row.</param>
/// <param name="Observation">What was measured.</param>
/// <param name="Segment">The range of the segment it is listed in.</param>
/// <param name="SealedAt">When that segment was sealed, UTC ticks.</param>
internal sealed record StoredLine(long Key, Observation Observation, TimeRange Segment, long SealedAt)
{
    private const string Columns =
        "o.id, o.kind, o.start_at, o.end_at, o.value, o.box, o.text, s.start_at, s.end_at, s.sealed_at";

    /// <summary>How much of the line lies in this segment: copies of a line are told apart by it.</summary>
    public TimeSpan Share => Observation.Range.Intersect(Segment)?.Duration ?? TimeSpan.Zero;

    /// <summary>Rows by their numbers; numbers without a row are passed over.</summary>
    public static List<StoredLine> Fetch(SqliteLink link, IEnumerable<long> keys) => Query(
        link, "json_each($1) j CROSS JOIN observations o ON o.id = j.value CROSS JOIN segments s ON s.id = o.id & ~65535", IdList.Of(keys));

    /// <summary>The next rows of a kind in a range of rows, in order; a measurement can be asked for by its word.</summary>
    public static List<StoredLine> OfKind(SqliteLink link, int kind, string? text, long low, long high, int count)
    {
        var index = KindCodes.IsWords(kind) ? "o.kind <= 9" : "o.kind > 9";
        var named = text is null ? "" : "AND o.text = $5";
        var sql = $"observations o CROSS JOIN segments s ON s.id = o.id & ~65535 WHERE {index} AND o.kind = $1 AND o.id BETWEEN $2 AND $3 {named} ORDER BY o.id LIMIT $4";
        return text is null ? Query(link, sql, kind, low, high, count) : Query(link, sql, kind, low, high, count, text);
    }

    private static List<StoredLine> Query(SqliteLink link, string from, params ReadOnlySpan<object?> values) => link.Query(
        $"SELECT {Columns} FROM {from}",
        row => new StoredLine(
            row.GetInt64(0),
            SegmentRows.Read(row, 1),
            new TimeRange(MediaTime.Parse(row.GetString(7)), MediaTime.Parse(row.GetString(8))),
            row.GetInt64(9)),
        values);
}
