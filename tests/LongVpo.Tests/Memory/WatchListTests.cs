using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;
using LongVpo.Memory.Stores;
using Microsoft.Data.Sqlite;

namespace LongVpo.Tests.Memory;

/// <summary>What is to be watched survives the process, in stores that were made before there was such a list too.</summary>
public sealed class WatchListTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watches_come_back_as_they_were_asked_for_oldest_first()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var gate = new Watch(new VideoId("gate"), new WatchRequest { Location = "rtsp://gate/1", Name = "Tor „Süd“", Pace = null }, new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var film = new Watch(new VideoId("film"), new WatchRequest { Location = "/films/one.mkv", Pace = 2.5 }, new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await store.Session.Watches.AddAsync(gate, Token);
        await store.Session.Watches.AddAsync(film, Token);
        await store.Session.Watches.AddAsync(gate with { Since = film.Since, Request = gate.Request with { Name = "gate" } }, Token);

        await store.ReopenAsync();

        Assert.Equal([gate with { Request = gate.Request with { Name = "gate" } }, film], await store.Session.Watches.ListAsync(Token));
        Assert.True(await store.Session.Watches.RemoveAsync(gate.Video, Token));
        Assert.False(await store.Session.Watches.RemoveAsync(gate.Video, Token));
        Assert.Equal([film], await store.Session.Watches.ListAsync(Token));
    }

    [Fact]
    public async Task A_store_of_the_first_schema_gets_the_list_and_keeps_its_videos()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("film", ["one"], ["two"], ["three"]);
        await store.Session.DisposeAsync();
        await using (var link = new SqliteConnection($"Data Source={store.Database};Pooling=False"))
        {
            await link.OpenAsync(Token);
            await using var command = link.CreateCommand();
            command.CommandText = """
                DROP TABLE answers; DROP TABLE answer_videos; DROP TABLE feedback; DROP TABLE standing; DROP TABLE standing_states; DROP TABLE notices; DROP TABLE deliveries;
                DROP TRIGGER events_feed; DROP TABLE feed; DROP TABLE watches; DROP TABLE clocks; DROP TABLE model_captions; ALTER TABLE videos DROP COLUMN gaps; ALTER TABLE videos DROP COLUMN gap_ticks; ALTER TABLE videos DROP COLUMN failure;
                PRAGMA user_version = 1;
                """;
            await command.ExecuteNonQueryAsync(Token);
        }

        await Assert.ThrowsAsync<StoreException>(() => StoreSession.OpenReaderAsync(store.Folder, new StoreOptions(), Token));
        await store.ReopenAsync();

        Assert.Empty(await store.Session.Watches.ListAsync(Token));
        var kept = Assert.Single(await store.Session.Videos.ListAsync(Token));
        Assert.Equal([1, 2, 3, 4], (await store.Session.Feed.ReadAsync(0, 10, Token)).Select(entry => entry.Version));
        Assert.Equal((3, 0, TimeSpan.Zero, (string?)null), (kept.Segments, kept.Gaps, kept.GapTime, kept.Failure));
    }
}
