using LongVpo.Core.Answers;
using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Tests.Core.Segments;

namespace LongVpo.Tests.Actors.Video;

/// <summary>Sources that play on their own clock: silence, loss, slowness and restarts, and what is known of each.</summary>
public sealed class LiveTests
{
    private const string Gate = "rtsp://gate";

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_frame_of_a_live_source_is_processed_dropped_or_pending_at_every_moment()
    {
        await using var stage = new LiveStage();
        var observed = 0;
        var held = new TaskCompletionSource();
        stage.Pace = _ => ++observed <= 100 ? Task.CompletedTask : held.Task;
        var video = await stage.WatchAsync(Gate);
        var samples = new List<VideoStatus>();

        stage.Sources.TellFrames(Gate, 0, 20);
        var stuck = await stage.UntilAsync(video, s => s.FramesReceived == 500 && s.FramesProcessed == 100);
        stage.Sources.Tell(Gate, new FramesDropped(new TimeRange(ScriptedVideo.At(20), ScriptedVideo.At(22)), 50));
        stage.Sources.TellFrames(Gate, 22, 40);
        samples.Add(await stage.UntilAsync(video, s => s.FramesReceived == 1000));
        held.SetResult();
        samples.Add(await stage.UntilAsync(video, s => { samples.Add(s); return s.Segments == 3; }));

        Assert.Equal((400, 0), (stuck.FramesPending, stuck.FramesDropped));
        Assert.Equal(50, samples[^1].FramesDropped);
        Assert.All(samples, s => Assert.Equal(s.FramesReceived, s.FramesProcessed + s.FramesDropped + s.FramesPending));
        Assert.Equal(950, stage.Sources.FramesTold);
        var second = stage.EventsOf(video).OfType<SegmentSealed>().ElementAt(1).Segment;
        Assert.Contains("50 frames were dropped", second.Degraded, StringComparison.Ordinal);
        Assert.Contains(second.Observations, o => o.Kind == ObservationKind.Degraded && o.Text == second.Degraded);
    }

    [Fact]
    public async Task A_silent_source_has_what_was_seen_sealed_and_goes_on_without_a_seam_when_it_speaks_again()
    {
        await using var stage = new LiveStage();
        var video = await stage.WatchAsync(Gate);
        stage.Sources.TellFrames(Gate, 0, 4);
        await stage.UntilAsync(video, s => s.FramesReceived == 100);

        var start = stage.Time.GetUtcNow();
        var sealedStatus = await stage.AdvanceUntilAsync(video, TimeSpan.FromSeconds(0.5), s => s.Segments == 1);

        Assert.InRange((stage.Time.GetUtcNow() - start).TotalSeconds, 9.5, 13);
        Assert.Equal(3.96, sealedStatus.Watermark!.Value.Seconds, 3);
        stage.Sources.TellFrames(Gate, 4, 17);
        await stage.UntilAsync(video, s => s.Segments == 2);
        var ranges = stage.EventsOf(video).OfType<SegmentSealed>().Select(s => s.Segment.Span).ToList();
        Assert.Equal(ranges[0].Range.End, ranges[1].Range.Start);
        Assert.Equal((Opening.Length, ranges[0].Shot), (ranges[1].OpensWith, ranges[1].Shot));
    }

    [Fact]
    public async Task What_was_seen_of_a_lost_source_is_sealed_without_waiting_for_a_whole_segment()
    {
        await using var stage = new LiveStage();
        var video = await stage.WatchAsync(Gate);
        stage.Sources.TellFrames(Gate, 0, 4);
        await stage.UntilAsync(video, s => s is { FramesReceived: 100, Phase: WatchPhase.Watching });
        stage.Sources.Tell(Gate, new SourceLost("rtsp://gate closed the connection."));
        await stage.UntilAsync(video, s => s.Phase == WatchPhase.Reconnecting);

        var start = stage.Time.GetUtcNow();
        await stage.AdvanceUntilAsync(video, TimeSpan.FromSeconds(0.1), s => s.Segments == 1);

        // The clock runs on while the segment is stored, but a whole segment's length does not pass.
        Assert.InRange((stage.Time.GetUtcNow() - start).TotalSeconds, 1.5, 7);
        stage.Sources.Tell(Gate, new GapFound(new TimeRange(ScriptedVideo.At(4), ScriptedVideo.At(9)), "lost"));
        stage.Sources.TellFrames(Gate, 9, 23);
        await stage.UntilAsync(video, s => s.Segments == 2);
        var ranges = stage.EventsOf(video).OfType<SegmentSealed>().Select(s => s.Segment.Span.Range).ToList();
        // No piece of its own for the moment that the last picture before the loss was shown.
        Assert.Equal((3.96, 9.0), (Math.Round(ranges[0].End.Seconds, 3), ranges[1].Start.Seconds));
    }

    [Fact]
    public async Task A_cut_right_after_a_silence_is_still_found()
    {
        await using var stage = new LiveStage();
        var video = await stage.WatchAsync(Gate);
        stage.Sources.TellFrames(Gate, 0, 4);
        await stage.UntilAsync(video, s => s.FramesReceived == 100);
        await stage.AdvanceUntilAsync(video, TimeSpan.FromSeconds(0.5), s => s.Segments == 1);

        stage.Sources.TellFrames(Gate, 4, 17, shot: 2);
        await stage.UntilAsync(video, s => s.Segments == 3);

        var spans = stage.EventsOf(video).OfType<SegmentSealed>().Select(s => s.Segment.Span).ToList();
        Assert.Equal(4, spans[2].Range.Start.Seconds);
        Assert.Equal(Opening.Hard, spans[2].OpensWith);
    }

    [Fact]
    public async Task A_restarted_node_goes_on_behind_a_gap_that_is_as_long_as_the_pause_and_knows_when_everything_was()
    {
        var (store, watches) = (new MemoryStore(), new MemoryWatches());
        VideoId video;
        await using (var killed = new LiveStage(store, watches))
        {
            video = await killed.WatchAsync(Gate);
            killed.Sources.Tell(Gate, new ClockRead(ScriptedVideo.At(0), Noon, FromStream: true));
            killed.Sources.TellFrames(Gate, 0, 14);
            await killed.UntilAsync(video, s => s.Segments == 1);
        }

        await using var next = new LiveStage(store, watches);
        Assert.Single(await next.System.ResumeWatchesAsync(TestContext.Current.CancellationToken));
        next.Sources.Tell(Gate, new GapFound(new TimeRange(ScriptedVideo.At(10), ScriptedVideo.At(70)), "the node was not running"));
        next.Sources.Tell(Gate, new ClockRead(ScriptedVideo.At(70), Noon.AddSeconds(70.1), FromStream: true));
        next.Sources.TellFrames(Gate, 70, 85);
        var status = await next.UntilAsync(video, s => s.Segments == 2);

        Assert.Equal(new LiveAnchor(ScriptedVideo.At(10), Noon.AddSeconds(10)), Assert.Single(next.Sources.Requests).Anchor);
        Assert.Equal((1, TimeSpan.FromSeconds(60)), (status.Gaps, status.GapTime));
        Assert.Equal(Noon.AddSeconds(80), status.WatermarkUtc);
        var second = next.EventsOf(video).OfType<SegmentSealed>().Last().Segment.Span;
        Assert.Equal((70, 80, Opening.Start), (second.Range.Start.Seconds, second.Range.End.Seconds, second.OpensWith));
        Assert.Single(next.EventsOf(video).OfType<ClockAnchored>());
    }

    [Fact]
    public async Task A_clock_that_jumped_is_anchored_anew_and_one_that_only_jitters_is_not()
    {
        await using var stage = new LiveStage();
        var video = await stage.WatchAsync(Gate);
        for (var minute = 0; minute < 3; minute++)
        {
            stage.Sources.Tell(Gate, new ClockRead(ScriptedVideo.At(minute * 10), Noon.AddSeconds((minute * 10) + (minute == 2 ? 5 : 0.1 * minute)), FromStream: false));
            stage.Sources.TellFrames(Gate, minute * 10, (minute + 1) * 10);
        }

        stage.Sources.TellFrames(Gate, 30, 33);
        await stage.UntilAsync(video, s => s.Segments == 3);

        var map = new UtcMap([.. stage.EventsOf(video).OfType<ClockAnchored>()]);
        Assert.Equal(2, map.Anchors.Length);
        Assert.Equal([Noon.AddSeconds(15), Noon.AddSeconds(30)], [map.At(ScriptedVideo.At(15)), map.At(ScriptedVideo.At(25))]);
    }

    [Fact]
    public async Task A_lost_source_is_shown_as_reconnecting_until_it_is_found()
    {
        await using var stage = new LiveStage();
        var video = await stage.WatchAsync(Gate);
        stage.Sources.TellFrames(Gate, 0, 1);
        await stage.UntilAsync(video, s => s.Phase == WatchPhase.Watching);

        stage.Sources.Tell(Gate, new SourceLost("rtsp://gate closed the connection."));
        var lost = await stage.UntilAsync(video, s => s.Phase == WatchPhase.Reconnecting);
        stage.Sources.Tell(Gate, new SourceFound());
        var found = await stage.UntilAsync(video, s => s.Phase == WatchPhase.Watching);

        Assert.Equal("rtsp://gate closed the connection.", lost.Reason);
        Assert.Null(found.Reason);
    }

    [Fact]
    public async Task A_slow_observer_first_gets_fewer_pictures_then_longer_segments_and_recovers()
    {
        // The clock moves because observing takes long, and that silence is not the source's.
        await using var stage = new LiveStage(analysis: new AnalysisOptions { SilenceBeforeSealing = TimeSpan.FromMinutes(10) });
        var (slow, held) = (true, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        stage.Pace = async _ =>
        {
            await held.Task;
            if (slow) stage.Time.Advance(TimeSpan.FromSeconds(0.02));
        };
        var video = await stage.WatchAsync(Gate);

        // The observer begins when everything has come, so how long it waited does not depend on which thread was faster. What is asked of the cutting counts for what comes later.
        foreach (var (from, to) in new[] { (0, 31), (31, 62) })
        {
            stage.Sources.TellFrames(Gate, from, to);
            await stage.UntilAsync(video, s => s.FramesReceived == to * 25);
            held.SetResult();
            await stage.UntilAsync(video, s => s.FramesPending <= 40);
            held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        held.SetResult();
        slow = false;
        for (var second = 62; second < 130; second++)
        {
            stage.Sources.TellFrames(Gate, second, second + 1);
            await stage.UntilAsync(video, s => s.FramesReceived == (second + 1) * 25 && s.FramesPending <= 40);
        }

        var segments = stage.EventsOf(video).OfType<SegmentSealed>().Select(s => s.Segment).ToList();
        var degraded = segments.Where(s => s.Degraded is not null).ToList();
        Assert.Contains(degraded, s => s.Span.Range.Duration == TimeSpan.FromSeconds(20));
        Assert.Contains(degraded, s => s.Degraded!.Contains("sampled pictures were looked at", StringComparison.Ordinal));
        // At first every second picture is left out, later all that waited too long.
        var shares = degraded.ConvertAll(s => s.Observations.Single(o => o.Kind == ObservationKind.Degraded).Value!.Value);
        Assert.InRange(shares[0], 0.3, 0.6);
        Assert.Contains(0, shares);
        Assert.Null(segments[^1].Degraded);
        Assert.Equal(TimeSpan.FromSeconds(10), segments[^1].Span.Range.Duration);
        Assert.All(segments.Zip(segments.Skip(1)), p => Assert.Equal(p.First.Span.Range.End, p.Second.Span.Range.Start));
    }

    [Fact]
    public async Task One_video_that_stands_still_holds_up_none_of_the_others()
    {
        await using var stage = new LiveStage(feed: 64);
        var held = new TaskCompletionSource();
        stage.Pace = location => location == "rtsp://slow" ? held.Task : Task.CompletedTask;
        var stuck = await stage.WatchAsync("rtsp://slow");
        var others = new List<VideoId>();
        for (var i = 0; i < 7; i++) others.Add(await stage.WatchAsync($"rtsp://cam{i}"));

        stage.Sources.TellFrames("rtsp://slow", 0, 62);
        for (var i = 0; i < 7; i++) stage.Sources.TellFrames($"rtsp://cam{i}", 0, 62);
        foreach (var video in others)
        {
            var status = await stage.UntilAsync(video, s => s.Segments == 6);
            Assert.Equal((0, 0), (status.FramesDropped, status.Restarts));
        }

        Assert.Equal(0, (await stage.System.StatusAsync(stuck, TestContext.Current.CancellationToken))!.Segments);
        held.SetResult();
        await stage.UntilAsync(stuck, s => s.Segments == 6);
    }

    [Fact]
    public async Task After_a_crash_inside_watching_goes_on_within_two_seconds()
    {
        await using var stage = new LiveStage();
        var crash = false;
        stage.Pace = _ => crash ? throw new InvalidOperationException("the observer broke") : Task.CompletedTask;
        var video = await stage.WatchAsync(Gate);
        stage.Sources.TellFrames(Gate, 0, 13);
        await stage.UntilAsync(video, s => s.Segments == 1);

        crash = true;
        stage.Sources.TellFrames(Gate, 13, 13.04);
        var restarting = await stage.UntilAsync(video, s => s.Phase == WatchPhase.Restarting);
        crash = false;
        await stage.AdvanceUntilAsync(video, TimeSpan.FromSeconds(0.5), s => s.Phase != WatchPhase.Restarting);
        stage.Sources.Tell(Gate, new GapFound(new TimeRange(ScriptedVideo.At(10), ScriptedVideo.At(17)), "watching was restarted"));
        stage.Sources.TellFrames(Gate, 17, 29);
        var again = await stage.UntilAsync(video, s => s.Segments == 2);

        Assert.Contains("the observer broke", restarting.Reason, StringComparison.Ordinal);
        Assert.Equal((WatchPhase.Watching, 1, 1), (again.Phase, again.Restarts, again.Gaps));
    }

    [Fact]
    public async Task Past_the_limit_the_video_is_failed_and_questions_about_it_get_the_reason()
    {
        await using var stage = new LiveStage(restart: new RestartOptions { MaxRestarts = 2, FirstDelay = TimeSpan.Zero });
        stage.Pace = _ => throw new InvalidOperationException("the observer broke");
        var video = await stage.WatchAsync(Gate);
        for (var i = 0; i < 3; i++)
        {
            var run = i + 1;
            stage.Sources.TellFrames(Gate, i * 5, (i * 5) + 5);
            await stage.AdvanceUntilAsync(video, TimeSpan.FromSeconds(1), s => s.Phase == WatchPhase.Failed || stage.Sources.Requests.Count > run);
        }

        var failed = await stage.UntilAsync(video, s => s.Phase == WatchPhase.Failed);
        var answer = await stage.System.AskAsync(new Question { Text = "Who is at the gate?", Videos = [video] }, null, TestContext.Current.CancellationToken);

        Assert.Contains("the observer broke", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(failed.Reason, answer.Caution);
        Assert.Equal(2, failed.Restarts);
        Assert.IsType<VideoFailed>(stage.EventsOf(video)[^1]);
    }

    [Fact]
    public async Task The_lag_is_what_passes_between_a_segments_end_and_its_being_findable()
    {
        await using var stage = new LiveStage();
        var video = await stage.WatchAsync(Gate);
        var step = TimeSpan.FromSeconds(1);
        for (var second = 0; second < 13; second++)
        {
            stage.Sources.TellFrames(Gate, second, second + 1);
            await stage.UntilAsync(video, s => s.FramesReceived == (second + 1) * 25 && (second < 11 || s.Segments == 1));
            stage.Time.Advance(step);
        }

        var status = await stage.UntilAsync(video, s => s.Segments == 1);

        // The frame at 10 s came at second 10; that no cut follows it was certain with the frame at 11.24 s, which came at second 11.
        Assert.Equal(TimeSpan.FromSeconds(1), status.Lag);
        Assert.InRange(status.Rate!.Value, 0.9, 1.1);
    }
}
