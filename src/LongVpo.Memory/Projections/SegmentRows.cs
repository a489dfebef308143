using System.Globalization;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Memory.Schema;
using Microsoft.Data.Sqlite;

namespace LongVpo.Memory.Projections;

/// <summary>Says which rows a sealed segment makes, and reads them back: one place for writing, rebuilding and checking, so that these cannot disagree.</summary>
internal static class SegmentRows
{
    /// <summary>Columns of a segment: id, event, start and end in seconds, start and end exact, when it was sealed in UTC ticks.</summary>
    public static object?[] Segment(long video, long version, Segment segment, DateTimeOffset at)
    {
        var range = segment.Span.Range;
        return
        [
            RowKeys.Segment(video, segment.Span.Id.Ordinal), RowKeys.Event(video, version),
            range.Start.Seconds, range.End.Seconds, range.Start.ToString(), range.End.ToString(), at.UtcTicks,
        ];
    }

    /// <summary>Columns of its observations: id, kind, start and end in seconds, start and end exact, value, box, text, text with its letters spaced.</summary>
    public static IEnumerable<object?[]> Observations(long video, Segment segment)
    {
        for (var i = 0; i < segment.Observations.Length; i++) yield return Observation(RowKeys.Observation(video, segment.Span.Id.Ordinal, i), segment.Observations[i]);
    }

    /// <summary>Columns of one observation under a key of its segment.</summary>
    public static object?[] Observation(long key, Observation seen) =>
    [
        key, (long)KindCodes.Of(seen.Kind), seen.Range.Start.Seconds, seen.Range.End.Seconds, seen.Range.Start.ToString(), seen.Range.End.ToString(),
        seen.Value, seen.Box is { } box ? Write(box) : null, seen.Text, seen.IsWords && seen.Text is not null ? SpokenWords.Spaced(seen.Text) : null,
    ];

    /// <summary>Columns of its caption: id, model, version, text, text with its letters spaced.</summary>
    public static object?[] Caption(long video, Segment segment) =>
    [
        RowKeys.Segment(video, segment.Span.Id.Ordinal), segment.Caption.Model, (long)segment.Caption.Version, segment.Caption.Text, SpokenWords.Spaced(segment.Caption.Text),
    ];

    /// <summary>How many lines hold each word that spellings are compared by.</summary>
    public static Dictionary<string, int> Spellings(IEnumerable<string> lines)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in lines.SelectMany(SpokenWords.Of)) counts[word] = counts.GetValueOrDefault(word) + 1;
        return counts;
    }

    public static IEnumerable<string> Lines(Segment segment) => segment.Observations.Where(o => o.IsWords && o.Text is not null).Select(o => o.Text!);

    /// <summary>Reads columns kind, start, end, value, box, text that begin at an ordinal.</summary>
    public static Observation Read(SqliteDataReader row, int first) => new()
    {
        Kind = KindCodes.KindOf(row.GetInt32(first)),
        Range = new TimeRange(MediaTime.Parse(row.GetString(first + 1)), MediaTime.Parse(row.GetString(first + 2))),
        Value = row.IsDBNull(first + 3) ? null : row.GetDouble(first + 3),
        Box = row.IsDBNull(first + 4) ? null : ReadBox(row.GetString(first + 4)),
        Text = row.IsDBNull(first + 5) ? null : row.GetString(first + 5),
    };

    private static string Write(Box box) => string.Create(CultureInfo.InvariantCulture, $"{box.Left:R} {box.Top:R} {box.Width:R} {box.Height:R}");

    private static Box ReadBox(string text)
    {
        var parts = Array.ConvertAll(text.Split(' '), part => double.Parse(part, CultureInfo.InvariantCulture));
        return new Box(parts[0], parts[1], parts[2], parts[3]);
    }
}
