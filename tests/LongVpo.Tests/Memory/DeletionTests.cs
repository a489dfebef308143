using System.Text;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Videos;
using LongVpo.Memory.Stores;
using LongVpo.StoreWriter;

namespace LongVpo.Tests.Memory;

/// <summary>What is deleted must be gone for someone with the raw files too, and only that.</summary>
public sealed class DeletionTests
{
    private const string Secret = "xylophonist";

    [Fact]
    public async Task A_deleted_videos_words_are_nowhere_in_the_raw_files()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var kept = await store.AddAsync("kept", [.. Enumerable.Range(0, 200).Select(i => new[] { $"ordinary line {i}" })]);
        var secret = await store.AddAsync("secret", [.. Enumerable.Range(0, 200).Select(i => new[] { $"the {Secret} number {i}", $"zebra{Secret}{i}" })]);
        Assert.True(Occurs(store.Folder, Secret));
        Assert.NotEmpty(await store.FindAsync(Secret));

        Assert.True(await store.Session.Videos.DeleteAsync(secret, StoreInFolder.Token));

        Assert.False(Occurs(store.Folder, Secret));
        Assert.False(Occurs(store.Folder, "xyloph"));
        Assert.Empty(await store.FindAsync(Secret));
        Assert.Empty(await store.EventsAsync(secret));
        Assert.Equal(kept, Assert.Single(await store.Session.Videos.ListAsync(StoreInFolder.Token)).Video);
        Assert.Equal(50, (await store.FindAsync("ordinary")).Count);
        Assert.Empty(await store.Session.Care.VerifyAsync(StoreInFolder.Token));
        Assert.False(await store.Session.Videos.DeleteAsync(secret, StoreInFolder.Token));
    }

    [Fact]
    public async Task Words_are_gone_from_the_log_even_while_others_keep_reading()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await using var reader = await StoreSession.OpenReaderAsync(store.Folder, new StoreOptions(), StoreInFolder.Token);
        await store.AddAsync("kept", ["ordinary"]);
        var secret = await store.AddAsync("secret", [.. Enumerable.Range(0, 50).Select(i => new[] { $"the {Secret} number {i}" })]);
        using var stop = new CancellationTokenSource();
        var reading = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(ReadOnAsync)));

        await store.Session.Videos.DeleteAsync(secret, StoreInFolder.Token);
        var left = Occurs(store.Folder, Secret);
        await stop.CancelAsync();
        await reading;

        Assert.False(left);

        async Task ReadOnAsync()
        {
            while (!stop.IsCancellationRequested) await reader.Evidence.FindAsync(new EvidenceQuery { Words = [[Secret], ["ordinary"]] }, StoreInFolder.Token);
        }
    }

    [Fact]
    public async Task Deleting_gives_the_space_back_and_the_same_video_can_be_added_again()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("kept", ["a line"]);
        var video = await store.AddAsync("big", [.. Enumerable.Range(0, 500).Select(i => new[] { $"line {i} {new string('w', 500)}" })]);
        await store.Session.Videos.DeleteAsync(video, StoreInFolder.Token);

        Assert.True(new FileInfo(store.Database).Length < 300_000);
        Assert.Equal(video, await store.AddAsync("big", ["back again"]));
        Assert.Single(await store.FindAsync("again"));
    }

    [Fact]
    public async Task Retention_deletes_old_finished_videos_and_never_one_that_is_still_watched()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var now = MadeUpVideo.Began.AddDays(100);
        await FinishedAsync(store, "old", now.AddDays(-31));
        await FinishedAsync(store, "young", now.AddDays(-29));
        await store.AddAsync("watched", ["line"]);

        var gone = await store.Session.Care.ApplyRetentionAsync(new RetentionOptions { MaxAgeDays = 30 }, now, StoreInFolder.Token);

        Assert.Equal([new VideoId("old")], gone);
        Assert.Equal(["young", "watched"], (await store.Session.Videos.ListAsync(StoreInFolder.Token)).Select(v => v.Video.Value));
    }

    [Fact]
    public async Task Retention_by_size_deletes_the_oldest_finished_first_and_no_more_than_needed()
    {
        await using var store = await StoreInFolder.OpenAsync();
        foreach (var (id, day) in ((string, int)[])[("second", 2), ("first", 1), ("third", 3)]) await FinishedAsync(store, id, MadeUpVideo.Began.AddDays(day), 300);
        var used = await store.Session.Care.UsedBytesAsync(StoreInFolder.Token);

        var gone = await store.Session.Care.ApplyRetentionAsync(new RetentionOptions { MaxBytes = used - 1 }, MadeUpVideo.Began.AddDays(9), StoreInFolder.Token);

        Assert.Equal([new VideoId("first")], gone);
        Assert.Empty(await store.Session.Care.ApplyRetentionAsync(new RetentionOptions(), MadeUpVideo.Began.AddYears(90), StoreInFolder.Token));
    }

    private static async Task FinishedAsync(StoreInFolder store, string id, DateTimeOffset at, int segments = 1)
    {
        var video = await store.AddAsync(id, [.. Enumerable.Range(0, segments).Select(i => new[] { $"{id} line {i}" })]);
        await store.Session.Videos.AppendAsync(video, segments + 1, [MadeUpVideo.Finished(segments, at)], StoreInFolder.Token);
    }

    private static bool Occurs(string folder, string word)
    {
        var wanted = Encoding.UTF8.GetBytes(word);
        var reversed = wanted.Reverse().ToArray();
        return Directory.GetFiles(folder, "longvpo.db*").Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray().AsSpan() is var bytes && (bytes.IndexOf(wanted) >= 0 || bytes.IndexOf(reversed) >= 0);
        });
    }
}
