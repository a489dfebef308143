using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Index;

/// <summary>
/// Lists observations of a kind in order of time, with the word of their class where words are asked for (a colour's name, a camera's move). The classes of a
/// measurement are few, so they are matched first and their rows read from an index.
/// </summary>
internal sealed class MeasurementScan(SqliteLink link, EvidenceQuery query, IReadOnlyList<(long Low, long High)> windows)
{
    private readonly EvidenceFilter _filter = new(query);

    /// <summary>Rows of a kind, up to the query's limit, without regard to words.</summary>
    public List<ScoredLine> InOrder(ObservationKind kind) => Scan(KindCodes.Of(kind), null, 0);

    /// <summary>Rows of a measured kind whose class, or whose kind, is one of the words: more groups matched first.</summary>
    public List<ScoredLine> ByWords(ObservationKind kind)
    {
        var code = KindCodes.Of(kind);
        var found = new List<ScoredLine>();
        foreach (var name in Classes(code))
        {
            var names = new HashSet<string>($"{name} {kind}".Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
            if (name is not null) names.Add(name);
            var groups = query.Words.Count(words => words.Any(names.Contains));
            if (groups > 0) found.AddRange(name is null ? Scan(code, null, groups).Where(line => line.Line.Observation.Text is null) : Scan(code, name, groups));
        }

        return found;
    }

    /// <summary>The different words of a kind, found by skipping from one to the next; null stands for rows without one.</summary>
    private List<string?> Classes(int code)
    {
        List<string?> classes = [null];
        var last = "";
        while (true)
        {
            var next = link.Query("SELECT text FROM observations WHERE kind > 9 AND kind = $1 AND text > $2 ORDER BY text LIMIT 1", row => row.GetString(0), code, last);
            if (next.Count == 0) return classes;
            classes.Add(last = next[0]);
        }
    }

    private List<ScoredLine> Scan(int code, string? text, double score)
    {
        var found = new List<ScoredLine>();
        foreach (var (low, high) in windows)
        {
            var from = low;
            while (found.Count < query.Limit)
            {
                var rows = StoredLine.OfKind(link, code, text, from, high, query.Limit);
                found.AddRange(rows.Where(_filter.Allows).Select(line => new ScoredLine(line, score)));
                if (rows.Count < query.Limit) break;
                from = rows[^1].Key + 1;
            }
        }

        return found;
    }
}
