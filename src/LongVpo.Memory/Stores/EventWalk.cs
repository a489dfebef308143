using LongVpo.Core.Videos;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Stores;

/// <summary>Goes through all events of a store a page at a time, so that checking and rebuilding need no more memory in a large store than in a small one.</summary>
internal static class EventWalk
{
    private const int Page = 256;

    /// <summary>Row number of the video, version, event; in order of video and version.</summary>
    public static IEnumerable<(long Video, long Version, VideoEvent Event)> All(SqliteLink link)
    {
        var last = 0L;
        while (true)
        {
            var rows = link.Query("SELECT id, json FROM events WHERE id > $1 ORDER BY id LIMIT $2", row => (Id: row.GetInt64(0), Json: row.GetString(1)), last, Page);
            foreach (var (id, json) in rows)
            {
                var video = RowKeys.VideoOf(id);
                yield return (video, id - RowKeys.First(video), EventJson.Read(json));
                last = id;
            }

            if (rows.Count < Page) yield break;
        }
    }
}
