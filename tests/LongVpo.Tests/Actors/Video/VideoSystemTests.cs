using LongVpo.Actors.Kernel;
using LongVpo.Actors.Video;
using LongVpo.Core.Answers;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;
using LongVpo.Tests.Core.Segments;

namespace LongVpo.Tests.Actors.Video;

/// <summary>Watching a video from end to end: what a caller sees, also when it leaves, when parts fail, and when someone else asks for the same.</summary>
public sealed class VideoSystemTests
{
    private static readonly (double, Opening)[] Shots = [(4, Opening.Hard), (23, Opening.Hard), (2, Opening.Dissolve), (6, Opening.Hard)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_video_is_watched_to_its_end_and_every_frame_is_counted_once()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        var reports = new List<VideoProgress>();

        var outcome = await stage.AnalyzeAsync(reports.Add);

        Assert.Equal(StreamEnd.Finished, outcome.Reason);
        Assert.Equal((6, 35 * 25L), (outcome.Summary!.Segments, outcome.FramesDecoded));
        Assert.Equal(35, outcome.Summary.Watermark!.Value.Seconds);
        Assert.Equal(Enumerable.Range(0, 7), reports.Select(r => r.Segments).Distinct());
        Assert.Equal(TimeSpan.FromSeconds(35), reports[^1].Done);
        Assert.Equal(0, stage.Pool.Outstanding);
    }

    [Fact]
    public async Task The_tree_of_a_finished_video_holds_every_segment_once_at_every_level()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        await stage.AnalyzeAsync();

        var tree = await stage.System.ReadTreeAsync(ScriptedSource.Id, Token);

        Assert.All(tree.Nodes, n => Assert.True(n.Closed));
        Assert.Equal(["s00000", "s00001", "s00002", "s00003", "s00004", "s00005"], tree.Nodes.Where(n => n.Level == TreeLevel.Scene).SelectMany(n => n.Children));
        Assert.Equal(35, Assert.Single(tree.Nodes, n => n.Level == TreeLevel.Programme).Range.Duration.TotalSeconds);
    }

    [Fact]
    public async Task A_finished_video_is_not_read_again()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        await stage.AnalyzeAsync();

        var again = await stage.AnalyzeAsync();

        Assert.True(again.AlreadyFinished);
        Assert.Equal(6, again.Summary!.Segments);
        Assert.Single(stage.Source.Starts);
    }

    [Fact]
    public async Task Cancelled_and_asked_again_it_goes_on_and_ends_as_if_nothing_had_happened()
    {
        await using var whole = new Stage(ScriptedVideo.OfShots(Shots));
        await whole.AnalyzeAsync();
        var store = new MemoryStore();
        for (var stop = 1; stop <= 5; stop++)
        {
            await using var stage = new Stage(ScriptedVideo.OfShots(Shots), store);
            using var leave = new CancellationTokenSource();
            var until = stop;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.AnalyzeUntilAsync(p => CancelAt(p, until, leave), leave.Token));
            Assert.Equal(0, stage.Pool.Outstanding);
        }

        await using var last = new Stage(ScriptedVideo.OfShots(Shots), store);
        var outcome = await last.AnalyzeAsync();

        Assert.Equal(whole.Store.JsonOf(ScriptedSource.Id), store.JsonOf(ScriptedSource.Id));
        Assert.Equal(35 * 25, outcome.FramesDecoded);
        Assert.NotNull(outcome.ResumedFrom);
        Assert.True(last.Source.FramesTold < 35 * 25 / 2, "The resumed run read what was already sealed.");
    }

    [Fact]
    public async Task Callers_of_one_video_share_one_run_and_one_may_leave_without_ending_it()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        var gate = new TaskCompletionSource();
        stage.Observers.Pace = () => gate.Task;
        using var leave = new CancellationTokenSource();
        var joined = new TaskCompletionSource();
        var staying = stage.AnalyzeAsync(_ => joined.TrySetResult());
        await joined.Task.WaitAsync(Token);
        var leaverJoined = new TaskCompletionSource();
        var leaving = stage.AnalyzeUntilAsync(_ => leaverJoined.TrySetResult(), leave.Token);
        await leaverJoined.Task.WaitAsync(Token);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        gate.SetResult();

        Assert.Equal(6, (await staying).Summary!.Segments);
        Assert.Single(stage.Source.Starts);
    }

    [Fact]
    public async Task A_slow_observer_makes_the_source_wait()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots((300, Opening.Hard)));
        var gate = new TaskCompletionSource();
        stage.Observers.Pace = () => gate.Task;
        using var leave = new CancellationTokenSource();
        var analysis = stage.AnalyzeUntilAsync(_ => { }, leave.Token);
        var told = -1;
        for (var quiet = 0; quiet < 200; quiet++)
        {
            if (told != stage.Source.FramesTold) (told, quiet) = (stage.Source.FramesTold, 0);
            await Task.Yield();
        }

        Assert.InRange(stage.Source.FramesTold, 0, 100);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => analysis);
        Assert.Equal(0, stage.Pool.Outstanding);
    }

    [Fact]
    public async Task A_source_that_cannot_be_used_fails_at_once_with_its_own_sentence()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        stage.Source.Broken = new SourceException("/films/one is not a video: choose another file.");

        var outcome = await stage.AnalyzeAsync();

        Assert.True(outcome.Failed);
        Assert.Equal("/films/one is not a video: choose another file.", outcome.Message);
        Assert.Single(stage.Source.Starts);
        Assert.Equal(outcome.Message, (await stage.System.LoadAsync(ScriptedSource.Id, Token)).Failed?.Reason);
    }

    [Fact]
    public async Task A_full_disk_fails_at_once_and_what_is_sealed_can_be_taken_up()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        var failed = await stage.AnalyzeAsync(p => stage.Store.Broken = p.Segments == 2 ? new StoreException("The disk is full: make room.") : null);
        Assert.Equal("The disk is full: make room.", failed.Message);
        Assert.Equal(2, failed.Summary!.Segments);
        Assert.Equal(0, stage.Pool.Outstanding);

        stage.Store.Broken = null;
        var outcome = await stage.AnalyzeAsync();

        Assert.Equal((6, 35 * 25L), (outcome.Summary!.Segments, outcome.FramesDecoded));
    }

    [Fact]
    public async Task What_fails_again_and_again_is_given_up_with_a_reason_after_growing_pauses()
    {
        var restart = new RestartOptions { MaxRestarts = 2, Window = TimeSpan.FromDays(1), FirstDelay = TimeSpan.FromSeconds(1), Jitter = 0 };
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots), restart: restart);
        stage.Source.Broken = new IOException("the cable is loose");
        var analysis = stage.AnalyzeAsync();
        while (!analysis.IsCompleted)
        {
            if (stage.Time.WaitingTimers > 0) stage.Time.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
        }

        var outcome = await analysis;

        Assert.True(outcome.Failed);
        Assert.Contains("the cable is loose", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(3, stage.Source.Starts.Count);
    }

    [Fact]
    public async Task Who_leaves_during_a_pause_before_a_restart_does_not_wait_it_out_and_nothing_is_read_for_nobody()
    {
        var restart = new RestartOptions { FirstDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1), Jitter = 0 };
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots), restart: restart);
        stage.Source.Broken = new IOException("the cable is loose");
        using var leave = new CancellationTokenSource();
        var analysis = stage.AnalyzeUntilAsync(_ => { }, leave.Token);
        while (stage.Time.WaitingTimers == 0) await Task.Yield();
        await leave.CancelAsync();
        while (!analysis.IsCompleted)
        {
            stage.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => analysis);
        stage.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, (await stage.System.LoadAsync(ScriptedSource.Id, Token)).Segments);
        Assert.Single(stage.Source.Starts);
    }

    [Fact]
    public async Task Another_recipe_is_refused_in_words_and_an_analysis_afresh_replaces_the_old_one()
    {
        var store = new MemoryStore();
        await using (var old = new Stage(ScriptedVideo.OfShots(Shots), store)) await old.AnalyzeAsync();
        await using var stage = new Stage(ScriptedVideo.OfShots((4, Opening.Hard), (5, Opening.Hard)), store, "recipe 2");

        var refused = await stage.AnalyzeAsync();
        Assert.Equal(VideoRefusal.OtherRecipe, refused.Refusal);
        Assert.Equal(6, refused.Summary!.Segments);

        Assert.Equal(2, (await stage.AnalyzeAsync(afresh: true)).Summary!.Segments);
    }

    [Fact]
    public async Task A_moved_video_is_found_at_its_new_place_without_being_read()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        await stage.AnalyzeAsync();

        await stage.System.AnalyzeAsync("/films/moved", null, Token);

        Assert.Equal(["/films/moved"], stage.Store.Relocations);
        Assert.Single(stage.Source.Starts);
    }

    [Fact]
    public async Task Deleting_a_video_that_is_being_watched_stops_it_and_tells_who_waits()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        stage.Observers.Pace = () => Task.Delay(Timeout.InfiniteTimeSpan, stage.Time, Token);
        var started = new TaskCompletionSource();
        var analysis = stage.AnalyzeAsync(_ => started.TrySetResult());
        await started.Task.WaitAsync(Token);
        stage.Observers.Pace = () => Task.CompletedTask;

        Assert.True(await stage.System.DeleteAsync(ScriptedSource.Id, Token));

        Assert.True((await analysis).Failed);
        Assert.Empty(stage.Store.JsonOf(ScriptedSource.Id));
    }

    [Fact]
    public async Task A_question_that_hangs_is_ended_by_its_limit_and_cancelled()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        var cancelled = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        stage.Answers.Answer = async (_, token) =>
        {
            await using var told = token.Register(() => cancelled.TrySetResult());
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            throw new InvalidOperationException("not reached");
        };
        var answer = stage.System.AskAsync(new Question { Text = "when?" }, TimeSpan.FromSeconds(3), Token);
        await asked.Task.WaitAsync(Token);

        stage.Time.Advance(TimeSpan.FromSeconds(3));

        await Assert.ThrowsAsync<AskTimeoutException>(() => answer);
        await cancelled.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task A_question_is_answered_and_its_failure_is_the_askers()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        Assert.Equal("when?", (await stage.System.AskAsync(new Question { Text = "when?" }, null, Token)).Text);

        stage.Answers.Answer = (_, _) => throw new StoreException("The store is damaged.");

        await Assert.ThrowsAsync<StoreException>(() => stage.System.AskAsync(new Question { Text = "when?" }, null, Token));
    }

    private static void CancelAt(VideoProgress now, int segments, CancellationTokenSource leave)
    {
        if (now.Segments >= segments) leave.Cancel();
    }
}
