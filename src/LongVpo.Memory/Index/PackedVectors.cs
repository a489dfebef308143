using System.Runtime.InteropServices;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Index;

/// <summary>
/// All vectors of one space and length in memory, each number in one byte: a quarter of the memory, and of the time to read it. Grows with the store;
/// is loaded anew when something was deleted.
/// </summary>
internal sealed class PackedVectors(string space, int dimensions)
{
    private readonly Lock _gate = new();
    private PackedSnapshot _latest = PackedSnapshot.Empty(dimensions);
    private long _deletions = -1;
    private long _lastRow;

    /// <summary>Takes over what was written since the last call, as far as the connection's snapshot shows it.</summary>
    public PackedSnapshot Refresh(SqliteLink link)
    {
        lock (_gate)
        {
            var deletions = link.Number("SELECT value FROM meta WHERE name = 'deletions'");
            if (deletions < _deletions) return _latest;
            if (deletions > _deletions) (_latest, _lastRow, _deletions) = (PackedSnapshot.Empty(dimensions), 0, deletions);
            var length = dimensions * sizeof(float);
            var more = link.Number("SELECT count(*) FROM vectors WHERE no > $1 AND space = $2 AND length(floats) = $3", _lastRow, space, length);
            if (more > 0) _latest = Grown(link, (int)more, length);
            return _latest;
        }
    }

    private PackedSnapshot Grown(SqliteLink link, int more, int length)
    {
        var grown = _latest.With(more);
        var rows = link.Query(
            "SELECT no, segment, floats FROM vectors WHERE no > $1 AND space = $2 AND length(floats) = $3 ORDER BY no",
            row =>
            {
                grown.Add(row.GetInt64(0), row.GetInt64(1), MemoryMarshal.Cast<byte, float>(row.GetFieldValue<byte[]>(2)));
                return row.GetInt64(0);
            },
            _lastRow, space, length);
        _lastRow = rows[^1];
        return grown;
    }
}
