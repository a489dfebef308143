using LongVpo.Core.Ports;
using LongVpo.Core.Videos;
using LongVpo.StoreWriter;

namespace LongVpo.Tests.Memory;

/// <summary>Everything that is stored has one place in one order, which survives whatever happens to the store.</summary>
public sealed class FeedTests
{
    private static CancellationToken Token => StoreInFolder.Token;

    [Fact]
    public async Task Events_of_all_videos_come_in_the_order_in_which_they_were_stored()
    {
        await using var store = await StoreInFolder.OpenAsync();
        Assert.Equal(0, await store.Session.Feed.LastAsync(Token));
        var one = await store.AddAsync("one", ["a"]);
        var two = await store.AddAsync("two", ["b"]);
        await store.Session.Videos.AppendAsync(one, 2, [MadeUpVideo.Segment(1, "c")], Token);
        await store.ReopenAsync();

        var all = await AllAsync(store, after: 0, page: 2);

        Assert.Equal([(1L, one, 1L), (2, one, 2), (3, two, 1), (4, two, 2), (5, one, 3)], all.Select(entry => (entry.Position, entry.Video, entry.Version)));
        Assert.IsType<VideoOpened>(all[2].Event);
        Assert.Equal("c", Assert.IsType<SegmentSealed>(all[4].Event).Segment.Observations[0].Text);
        Assert.Equal(5, await store.Session.Feed.LastAsync(Token));
        Assert.Equal([4L, 5], (await AllAsync(store, after: 3, page: 64)).Select(entry => entry.Position));
    }

    [Fact]
    public async Task A_deleted_video_leaves_a_hole_and_its_places_are_never_given_again()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("kept", ["a"]);
        var gone = await store.AddAsync("gone", ["b"], ["c"]);

        await store.Session.Videos.DeleteAsync(gone, Token);
        Assert.Equal(5, await store.Session.Feed.LastAsync(Token));
        await store.ReopenAsync();
        await store.AddAsync("new", ["d"]);

        Assert.Equal([(1L, "kept"), (2, "kept"), (6, "new"), (7, "new")], (await AllAsync(store, after: 0, page: 64)).Select(entry => (entry.Position, entry.Video.Value)));
    }

    private static async Task<List<FeedEntry>> AllAsync(StoreInFolder store, long after, int page)
    {
        var all = new List<FeedEntry>();
        while (await store.Session.Feed.ReadAsync(all.Count > 0 ? all[^1].Position : after, page, Token) is { Count: > 0 } entries) all.AddRange(entries);
        return all;
    }
}
