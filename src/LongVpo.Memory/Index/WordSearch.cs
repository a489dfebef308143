using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Index;

/// <summary>
/// Asks a full-text index for rows, a bounded number at a time: a word that stands in every tenth line of a large store must cost no more than a rare one.
/// </summary>
/// <param name="link">A connection within a snapshot.</param>
/// <param name="table">The full-text table.</param>
/// <param name="windows">The ranges of rows that can matter, in order.</param>
/// <param name="also">An expression that every row must satisfy besides; null when there is none.</param>
internal sealed class WordSearch(SqliteLink link, string table, IReadOnlyList<(long Low, long High)> windows, string? also)
{
    /// <summary>Rows fetched for a word before it counts as frequent. Default 2000: a few milliseconds; every smaller result is complete.</summary>
    public const int FrequentFrom = 2_000;

    private readonly string _sql = $"SELECT rowid FROM {table} WHERE {table} MATCH $1 AND rowid BETWEEN $2 AND $3 ORDER BY rowid LIMIT $4";

    /// <summary>The matching rows in order, at most <see cref="FrequentFrom"/>, and whether these are all.</summary>
    public (List<long> Rows, bool Complete) Find(string expression)
    {
        var rows = new List<long>();
        if (also is not null) expression = MatchText.And(expression, also);
        foreach (var (low, high) in windows)
        {
            rows.AddRange(link.Query(_sql, row => row.GetInt64(0), expression, low, high, FrequentFrom + 1 - rows.Count));
            if (rows.Count > FrequentFrom) break;
        }

        if (rows.Count <= FrequentFrom) return (rows, true);
        rows.RemoveAt(FrequentFrom);
        return (rows, false);
    }
}
