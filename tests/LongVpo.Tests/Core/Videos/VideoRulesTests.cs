using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;
using LongVpo.Tests.Actors.Video;
using LongVpo.Tests.Core.Trees;

namespace LongVpo.Tests.Core.Videos;

/// <summary>What a video accepts, in which order, and that its history alone tells its state.</summary>
public sealed class VideoRulesTests
{
    private static readonly VideoRules Rules = new(new TreeRules(new TreeOptions(), new PlainCaptions()));
    private static readonly SourceDescription Source = new() { Location = "/films/one", Container = "mp4" };
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_can_be_sealed_in_a_video_that_was_never_added()
    {
        var refused = Assert.IsType<VideoRefused>(Rules.Decide(VideoState.Empty, new SealSegment(ScriptedSegments.Of("A1")[0]), Noon));

        Assert.Equal(VideoRefusal.NotOpen, refused.Code);
    }

    [Fact]
    public void Any_command_that_comes_twice_changes_nothing_the_second_time()
    {
        var segments = ScriptedSegments.Of("A4 B5");
        var gap = new TimeRange(segments[1].Span.Range.End, segments[1].Span.Range.End.Plus(TimeSpan.FromSeconds(3)));
        VideoCommand[] commands =
        [
            new OpenVideo(Source, "r"), new SealSegment(segments[0]), new SealSegment(segments[1]), new RecordGap(gap, "lost"),
            new FinishVideo(new StreamEnded(StreamEnd.Finished, gap.End, new SourceCounters(), null), gap.End),
        ];
        var state = VideoState.Empty;
        foreach (var command in commands)
        {
            state = Fold(state, command);
            Assert.Empty(Assert.IsType<VideoAccepted>(Rules.Decide(state, command, Noon)).Events);
        }

        Assert.Equal((2, 1, true), (state.Segments, state.Gaps, state.Tree.Finished));
    }

    [Fact]
    public void A_segment_that_leaves_one_out_or_does_not_start_at_the_watermark_is_refused()
    {
        var segments = ScriptedSegments.Of("A4 B5 C6");
        var state = Fold(Fold(VideoState.Empty, new OpenVideo(Source, "r")), new SealSegment(segments[0]));
        var displaced = segments[1] with { Span = segments[1].Span with { Range = segments[2].Span.Range } };

        foreach (var wrong in new[] { segments[2], displaced })
            Assert.Equal(VideoRefusal.OutOfOrder, Assert.IsType<VideoRefused>(Rules.Decide(state, new SealSegment(wrong), Noon)).Code);
    }

    [Fact]
    public void A_failure_is_forgotten_when_something_is_sealed_after_it()
    {
        var segments = ScriptedSegments.Of("A4");
        var failed = Fold(Fold(VideoState.Empty, new OpenVideo(Source, "r")), new FailVideo("the cable is loose"));
        Assert.Equal("the cable is loose", failed.Failed?.Reason);

        Assert.Null(Fold(failed, new SealSegment(segments[0])).Failed);
    }

    [Fact]
    public void A_recording_that_rests_is_told_once_and_that_it_goes_on_only_when_it_rested()
    {
        var open = Fold(VideoState.Empty, new OpenVideo(Source, "r"));
        var (rests, again) = (new NoteRecording(new RecordingNoted(MediaTime.FromSeconds(5), "the disk is full")), new NoteRecording(new RecordingNoted(MediaTime.FromSeconds(9), null)));

        Assert.Empty(Accepted(open, again).Events);
        var resting = Fold(open, rests);
        Assert.Equal("the disk is full", resting.NotRecorded);
        Assert.Empty(Accepted(resting, rests).Events);
        var told = Assert.IsType<RecordingChanged>(Assert.Single(Accepted(resting, again).Events));
        Assert.Equal((MediaTime.FromSeconds(9), null), (told.Time, told.Reason));
        Assert.Null(Fold(resting, again).NotRecorded);
    }

    [Fact]
    public void Finishing_closes_every_node_before_it_says_so()
    {
        var state = Fold(Fold(VideoState.Empty, new OpenVideo(Source, "r")), new SealSegment(ScriptedSegments.Of("A4")[0]));
        var end = state.Watermark!.Value;

        var events = Assert.IsType<VideoAccepted>(
            Rules.Decide(state, new FinishVideo(new StreamEnded(StreamEnd.Truncated, end, new SourceCounters(), "The file ends too early."), end), Noon)).Events;

        Assert.Equal(["c00000", "h00000", "p"], events.OfType<NodeClosed>().Select(e => e.Node.Id));
        Assert.Equal("The file ends too early.", Assert.IsType<VideoFinished>(events[^1]).Message);
    }

    private static VideoAccepted Accepted(VideoState state, VideoCommand command) => Assert.IsType<VideoAccepted>(Rules.Decide(state, command, Noon));

    private static VideoState Fold(VideoState state, VideoCommand command) =>
        Accepted(state, command).Events.Aggregate(state, Rules.Apply);
}
