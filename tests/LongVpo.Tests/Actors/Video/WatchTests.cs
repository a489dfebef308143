using LongVpo.Actors.Video;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;
using LongVpo.Tests.Core.Segments;

namespace LongVpo.Tests.Actors.Video;

/// <summary>Watching until someone says stop: what is promised to whoever asked for it, over restarts, and what followers hear meanwhile.</summary>
public sealed class WatchTests
{
    private static readonly (double, Opening)[] Shots = [(4, Opening.Hard), (23, Opening.Hard), (2, Opening.Dissolve), (6, Opening.Hard)];

    private static readonly WatchRequest One = new() { Location = "/films/one", Name = "the gate" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watched_file_is_told_event_by_event_in_the_order_of_the_store_and_ends_finished()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        var changes = stage.System.FollowAsync(only: null, Token);

        var video = await stage.System.WatchAsync(One, Token);
        var heard = await UntilAsync(changes, WatchPhase.Finished);

        var stored = heard.Where(c => c.Event is not null).ToList();
        Assert.Equal(Enumerable.Range(1, stage.Store.JsonOf(video).Count).Select(n => (long)n), stored.Select(c => c.Version));
        Assert.Equal([WatchPhase.Opening, WatchPhase.Watching, WatchPhase.Finished], heard.Where(c => c.Event is null).Select(c => c.Phase));
        var status = await stage.System.StatusAsync(video, Token);
        Assert.Equal((WatchPhase.Finished, "the gate", 6, 0), (status!.Phase, status.Name, status.Segments, status.Restarts));
    }

    [Fact]
    public async Task The_same_source_again_is_the_same_watch()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        var held = new TaskCompletionSource();
        stage.Observers.Pace = () => held.Task;

        var first = await stage.System.WatchAsync(One, Token);
        var second = await stage.System.WatchAsync(One, Token);

        held.SetResult();
        Assert.Equal(first, second);
        Assert.Single(await stage.Watches.ListAsync(Token));
    }

    [Fact]
    public async Task Stopping_keeps_what_is_sealed_and_takes_the_source_off_the_list()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        var held = HoldAfter(stage, events: 300);
        var changes = stage.System.FollowAsync(only: null, Token);
        var video = await stage.System.WatchAsync(One, Token);
        await UntilSealedAsync(changes, 1);

        var stopped = await stage.System.StopAsync(video, Token);

        held.SetResult();
        Assert.True(stopped);
        Assert.Empty(await stage.Watches.ListAsync(Token));
        var status = await stage.System.StatusAsync(video, Token);
        Assert.Equal(WatchPhase.Idle, status!.Phase);
        Assert.InRange(status.Segments, 1, 5);
        Assert.False(await stage.System.StopAsync(video, Token));
    }

    [Fact]
    public async Task A_node_that_starts_again_takes_up_what_was_being_watched_where_it_stopped()
    {
        await using var whole = new Stage(ScriptedVideo.OfShots(Shots));
        await whole.AnalyzeAsync();
        var (store, watches) = (new MemoryStore(), new MemoryWatches());
        await using (var killed = new Stage(ScriptedVideo.OfShots(Shots), store, watches: watches))
        {
            HoldAfter(killed, events: 500);
            var changes = killed.System.FollowAsync(only: null, Token);
            await killed.System.WatchAsync(One, Token);
            await UntilSealedAsync(changes, 2);
        }

        await using var next = new Stage(ScriptedVideo.OfShots(Shots), store, watches: watches);
        var followed = next.System.FollowAsync(only: null, Token);
        var resumed = await next.System.ResumeWatchesAsync(Token);
        await UntilAsync(followed, WatchPhase.Finished);

        Assert.Equal("the gate", Assert.Single(resumed).Request.Name);
        Assert.NotNull(Assert.Single(next.Source.Starts));
        Assert.Equal(whole.Store.JsonOf(ScriptedSource.Id), store.JsonOf(ScriptedSource.Id));
        Assert.Empty(await next.System.ResumeWatchesAsync(Token));
    }

    [Fact]
    public async Task A_source_that_does_not_answer_yet_is_tried_until_it_does()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        stage.Source.Unreachable = new SourceException("rtsp://gate does not answer: switch it on.") { IsTransient = true };
        var changes = stage.System.FollowAsync(only: null, Token).GetAsyncEnumerator(Token);

        var video = await stage.System.WatchAsync(One, Token);
        while (changes.Current?.Phase != WatchPhase.Reconnecting) Assert.True(await changes.MoveNextAsync());

        Assert.Contains("switch it on", (await stage.System.StatusAsync(video, Token))!.Reason, StringComparison.Ordinal);
        stage.Source.Unreachable = null;
        while (changes.Current.Phase != WatchPhase.Finished)
        {
            stage.Time.Advance(TimeSpan.FromSeconds(30));
            await changes.MoveNextAsync().AsTask().WaitAsync(Token);
        }
    }

    [Fact]
    public async Task A_source_that_can_never_be_watched_is_refused_at_once_and_not_listed()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        stage.Source.Unreachable = new SourceException("/films/one is a folder: name a video file in it.");

        var refused = await Assert.ThrowsAsync<SourceException>(() => stage.System.WatchAsync(One, Token));

        Assert.Contains("folder", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await stage.Watches.ListAsync(Token));
    }

    [Fact]
    public async Task A_follower_that_is_too_slow_is_told_so_after_what_was_kept_for_it()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots([.. Enumerable.Repeat((4.0, Opening.Hard), 40)]), followerCapacity: 16);
        var asleep = stage.System.FollowAsync(only: null, Token);
        await stage.AnalyzeAsync();

        var heard = new List<VideoChange>();
        var lost = await Assert.ThrowsAsync<FollowerLostException>(async () =>
        {
            await foreach (var change in asleep) heard.Add(change);
        });

        Assert.Equal(16, heard.Count);
        Assert.Contains("from the last version", lost.Message, StringComparison.Ordinal);
    }

    internal static async Task<List<VideoChange>> UntilAsync(IAsyncEnumerable<VideoChange> changes, WatchPhase phase)
    {
        var heard = new List<VideoChange>();
        await foreach (var change in changes.WithCancellation(Token))
        {
            heard.Add(change);
            if (change.Phase == phase) break;
        }

        return heard;
    }

    private static async Task UntilSealedAsync(IAsyncEnumerable<VideoChange> changes, int segments)
    {
        await foreach (var change in changes.WithCancellation(Token))
            if (change.Event is SegmentSealed && --segments == 0) return;
    }

    // The observer stands still from then on, so that the video is neither at its beginning nor at its end.
    private static TaskCompletionSource HoldAfter(Stage stage, int events)
    {
        var held = new TaskCompletionSource();
        stage.Observers.Pace = () => --events > 0 ? Task.CompletedTask : held.Task;
        return held;
    }
}
