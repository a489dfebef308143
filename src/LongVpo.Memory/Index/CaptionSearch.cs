using LongVpo.Core.Answers;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Index;

/// <summary>Finds segments by the words of their captions: apart from lines, because a caption is what was said about the footage and not what was seen in it.</summary>
internal static class CaptionSearch
{
    public static List<Citation> Find(SqliteLink link, EvidenceQuery query, IReadOnlyList<(long Low, long High)> windows)
    {
        var search = new WordSearch(link, "caption_words", windows, null);
        var required = query.Phrase is { } phrase ? MatchText.AnyOf([phrase]) : null;
        var matched = new Dictionary<long, int>();
        var expressions = (query.Words.IsDefault ? [] : query.Words).Select(words => MatchText.AnyOf(words)).OfType<string>().ToList();
        if (required is not null) expressions = [required, .. expressions.Select(expression => MatchText.And(required, expression))];
        foreach (var row in expressions.SelectMany(expression => search.Find(expression).Rows)) matched[row] = matched.GetValueOrDefault(row) + 1;
        var ordered = matched.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key);
        return link.Query(
                """
                SELECT c.id, c.text, s.start_at, s.end_at, s.sealed_at
                FROM json_each($1) j CROSS JOIN captions c ON c.id = j.value CROSS JOIN segments s ON s.id = c.id & ~65535
                """,
                row => (Key: row.GetInt64(0), Text: row.GetString(1), Range: new TimeRange(MediaTime.Parse(row.GetString(2)), MediaTime.Parse(row.GetString(3))), Sealed: row.GetInt64(4)),
                IdList.Of(ordered))
            .Where(hit => (query.Within is not { } range || hit.Range.Overlaps(range)) && (query.AsOf is not { } time || hit.Range.End <= time)
                && (query.SealedBy is not { } moment || hit.Sealed <= moment.UtcTicks))
            .OrderByDescending(hit => matched[hit.Key]).ThenBy(hit => hit.Key).Take(query.Limit)
            .Select(hit => new Citation(SqliteEvidenceFinder.NameOf(link, RowKeys.VideoOf(hit.Key)), new SegmentId(RowKeys.OrdinalOf(hit.Key)), hit.Range, hit.Text))
            .ToList();
    }
}
