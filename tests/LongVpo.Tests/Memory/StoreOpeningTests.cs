using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Memory.Stores;
using LongVpo.StoreWriter;
using LongVpo.TestKit;
using Microsoft.Data.Sqlite;

namespace LongVpo.Tests.Memory;

/// <summary>What stands in the way of opening a store is told in one sentence that names the folder and what to do.</summary>
public sealed class StoreOpeningTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_writer_is_told_who_writes_and_may_open_once_the_first_is_done()
    {
        await using var store = await StoreInFolder.OpenAsync();

        var problem = await Assert.ThrowsAsync<StoreException>(() => StoreSession.OpenWriterAsync(store.Folder, new StoreOptions(), Token));

        Assert.Contains(store.Folder, problem.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", problem.Message, StringComparison.Ordinal);
        await store.ReopenAsync();
    }

    [Fact]
    public async Task Missing_parents_are_made()
    {
        using var temp = new TempFolder();

        await using var session = await StoreSession.OpenWriterAsync(Path.Combine(temp.Path, "a", "b", "c"), new StoreOptions(), Token);

        Assert.Empty(await session.Videos.ListAsync(Token));
    }

    [Fact]
    public async Task Reading_where_there_is_no_store_says_so_and_makes_nothing()
    {
        using var temp = new TempFolder();

        var problem = await Assert.ThrowsAsync<StoreException>(() => StoreSession.OpenReaderAsync(temp.File("none"), new StoreOptions(), Token));

        Assert.Contains("There is no store in", problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(temp.File("none")));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_left_alone()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.Session.DisposeAsync();
        Sql(store.Database, "PRAGMA user_version = 70");

        var writing = await Assert.ThrowsAsync<StoreException>(() => StoreSession.OpenWriterAsync(store.Folder, new StoreOptions(), Token));
        var reading = await Assert.ThrowsAsync<StoreException>(() => StoreSession.OpenReaderAsync(store.Folder, new StoreOptions(), Token));

        Assert.Contains("was written by a newer version (schema 70, this program knows up to 8): update LongVpo or choose another --store.", writing.Message, StringComparison.Ordinal);
        Assert.Equal(writing.Message, reading.Message);
    }

    [Fact]
    public async Task Another_programs_database_is_left_alone()
    {
        using var temp = new TempFolder();
        await (await StoreSession.OpenWriterAsync(temp.File("first"), new StoreOptions(), Token)).DisposeAsync();
        Directory.CreateDirectory(temp.File("other"));
        Sql(Path.Combine(temp.File("other"), "longvpo.db"), "CREATE TABLE theirs (x)");

        var problem = await Assert.ThrowsAsync<StoreException>(() => StoreSession.OpenWriterAsync(temp.File("other"), new StoreOptions(), Token));

        Assert.Contains("another program made", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp.File("longvpo.db"), new string('x', 10_000), Token);

        var problem = await Assert.ThrowsAsync<StoreException>(() => StoreSession.OpenWriterAsync(temp.Path, new StoreOptions(), Token));

        Assert.Contains("is not a LongVpo store", problem.Message, StringComparison.Ordinal);
        Assert.Equal(10_000, new FileInfo(temp.File("longvpo.db")).Length);
    }

    [Fact]
    public async Task A_path_that_is_a_file_is_told_as_such()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp.File("film.mp4"), "x", Token);

        var problem = await Assert.ThrowsAsync<StoreException>(() => StoreSession.OpenWriterAsync(temp.File("film.mp4"), new StoreOptions(), Token));

        Assert.Contains("is a file, but a store is a folder", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_is_told_and_never_silently_replaced()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", [.. Enumerable.Range(0, 300).Select(i => new[] { $"line {i}" })]);
        await store.Session.DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(store.Database, Token);
        for (var i = 4_096; i < bytes.Length; i++) bytes[i] ^= 0x5A;
        await File.WriteAllBytesAsync(store.Database, bytes, Token);

        var problem = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            await using var session = await StoreSession.OpenReaderAsync(store.Folder, new StoreOptions(), Token);
            await session.Videos.ListAsync(Token);
        });

        Assert.Contains("is damaged", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_session_sees_what_a_writer_adds_and_may_not_write()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await using var reader = await StoreSession.OpenReaderAsync(store.Folder, new StoreOptions(), Token);
        Assert.Empty(await reader.Videos.ListAsync(Token));

        var video = await store.AddAsync("v", ["first"]);

        Assert.Equal(video, Assert.Single(await reader.Videos.ListAsync(Token)).Video);
        await Assert.ThrowsAsync<StoreException>(async () => await reader.Videos.AppendAsync(video, 2, [MadeUpVideo.Segment(1)], Token));
    }

    [Fact]
    public async Task Work_that_is_cancelled_before_it_begins_leaves_nothing()
    {
        await using var store = await StoreInFolder.OpenAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.Session.Videos.AppendAsync(new("v"), 0, [MadeUpVideo.Opened("/x")], stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.Session.Videos.ListAsync(stop.Token));

        Assert.Empty(await store.Session.Videos.ListAsync(Token));
    }

    private static void Sql(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
