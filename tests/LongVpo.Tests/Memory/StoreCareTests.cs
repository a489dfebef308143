using LongVpo.Core.Answers;
using LongVpo.Core.Videos;
using LongVpo.StoreWriter;
using Microsoft.Data.Sqlite;

namespace LongVpo.Tests.Memory;

/// <summary>The search tables are made from the events; when they ever disagree it must be seen, and the events must be enough to make them again.</summary>
public sealed class StoreCareTests
{
    [Fact]
    public async Task Rebuilding_gives_the_same_tables_as_writing_did()
    {
        await using var store = await StoreInFolder.OpenAsync();
        for (var seed = 0; seed < 12; seed++) await store.Session.Videos.AppendAsync(new VideoId($"v{seed}"), 0, new RandomEvents(seed).Some(30), StoreInFolder.Token);
        await store.Session.Videos.DeleteAsync(new VideoId("v3"), StoreInFolder.Token);
        await store.Session.Videos.RelocateAsync(new VideoId("v4"), "/moved/there.mkv", StoreInFolder.Token);
        var live = await DumpAsync(store);

        await store.Session.Care.RebuildAsync(StoreInFolder.Token);

        Assert.Equal(live, await DumpAsync(store));
        Assert.Empty(await store.Session.Care.VerifyAsync(StoreInFolder.Token));
        Assert.NotEmpty(await store.FindAsync("plain"));
    }

    [Theory]
    [InlineData("UPDATE observations SET text = 'forged' WHERE id = (SELECT min(id) FROM observations)")]
    [InlineData("DELETE FROM observations WHERE id = (SELECT min(id) FROM observations WHERE kind > 9)")]
    [InlineData("UPDATE segments SET end_s = end_s + 1 WHERE id = (SELECT min(id) FROM segments)")]
    [InlineData("UPDATE captions SET text = 'forged'")]
    [InlineData("UPDATE videos SET segments = 9")]
    [InlineData("DELETE FROM events WHERE id = (SELECT max(id) FROM events)")]
    public async Task Any_table_that_disagrees_with_the_events_is_noticed(string forgery)
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", ["first line"], ["second line"]);
        Assert.Empty(await store.Session.Care.VerifyAsync(StoreInFolder.Token));

        await QueryAsync(store, forgery);

        Assert.NotEmpty(await store.Session.Care.VerifyAsync(StoreInFolder.Token));
    }

    [Fact]
    public async Task A_forged_table_is_right_again_after_rebuilding()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", ["first line"], ["second line"]);
        await QueryAsync(store, "UPDATE segments SET end_s = 0; UPDATE videos SET lines = 77");

        await store.Session.Care.RebuildAsync(StoreInFolder.Token);

        Assert.Empty(await store.Session.Care.VerifyAsync(StoreInFolder.Token));
    }

    [Fact]
    public async Task The_list_says_how_far_each_video_is_and_where_it_lies()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var video = await store.AddAsync("v", ["a"], ["b"]);
        await store.AddAsync("empty");

        await store.Session.Videos.RelocateAsync(video, "/elsewhere/v.mkv", StoreInFolder.Token);
        var list = await store.Session.Videos.ListAsync(StoreInFolder.Token);

        Assert.Equal(("/elsewhere/v.mkv", 2, false), (list[0].Location, list[0].Segments, list[0].Finished));
        Assert.Equal((MadeUpVideo.At(0), MadeUpVideo.At(10)), (list[0].Start!.Value, list[0].Watermark!.Value));
        Assert.Equal(MadeUpVideo.Began, list[0].AddedAt);
        Assert.Null(list[1].Watermark);
        Assert.Equal(video, (await store.Session.Videos.FindByLocationAsync("/elsewhere/v.mkv", StoreInFolder.Token))!.Video);
        Assert.Null(await store.Session.Videos.FindByLocationAsync("/films/v.mkv", StoreInFolder.Token));
        await store.Session.Videos.AppendAsync(video, 3, [MadeUpVideo.Finished(2, MadeUpVideo.Began)], StoreInFolder.Token);
        Assert.True((await store.Session.Videos.ListAsync(StoreInFolder.Token))[0].Finished);
    }

    private static async Task<string> DumpAsync(StoreInFolder store)
    {
        var parts = new List<string>();
        foreach (var table in (string[])["videos", "segments", "observations", "captions", "thumbnails", "vectors", "spellings"]) parts.AddRange(await QueryAsync(store, $"SELECT * FROM {table} ORDER BY 1, 2"));
        return string.Join('\n', parts);
    }

    private static async Task<List<string>> QueryAsync(StoreInFolder store, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={store.Database};Pooling=False");
        await connection.OpenAsync(StoreInFolder.Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(StoreInFolder.Token);
        var rows = new List<string>();
        while (await reader.ReadAsync(StoreInFolder.Token)) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}")));
        return rows;
    }
}
