using LongVpo.Core.Captions.Written;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Stores;

/// <summary>Finds what models said without reading a video's whole history.</summary>
public sealed class SqliteCaptionReader : ICaptionReader
{
    private readonly ReaderPool _readers;

    internal SqliteCaptionReader(ReaderPool readers) => _readers = readers;

    /// <inheritdoc />
    public async ValueTask<IReadOnlyDictionary<string, ModelCaption>> ReadCaptionsAsync(VideoId video, IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        return await _readers.ReadAsync<IReadOnlyDictionary<string, ModelCaption>>(link => Read(link, video, subjects), cancellationToken);
    }

    private static Dictionary<string, ModelCaption> Read(SqliteLink link, VideoId video, IReadOnlyCollection<string> subjects)
    {
        var found = new Dictionary<string, ModelCaption>(StringComparer.Ordinal);
        if (SqliteVideoStore.NumberOf(link, video) is not { } no) return found;
        // Most videos have none, and asking for a thousand segments one by one takes a while.
        if (link.Query("SELECT 1 FROM model_captions m WHERE m.id BETWEEN $1 AND $2 LIMIT 1", row => row.GetInt64(0), RowKeys.First(no), RowKeys.Last(no)).Count == 0) return found;
        foreach (var subject in subjects.Distinct(StringComparer.Ordinal))
        {
            var rows = link.Query(
                "SELECT e.json FROM model_captions m JOIN events e ON e.id = m.id WHERE m.subject = $1 AND m.id BETWEEN $2 AND $3 ORDER BY m.id DESC LIMIT 1",
                row => row.GetString(0), subject, RowKeys.First(no), RowKeys.Last(no));
            if (rows.Count > 0) found[subject] = ((CaptionWritten)EventJson.Read(rows[0])).Caption;
        }

        return found;
    }
}
