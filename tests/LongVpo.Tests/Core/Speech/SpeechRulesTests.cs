using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Speech;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;
using LongVpo.Tests.Actors.Video;
using LongVpo.Tests.Core.Trees;

namespace LongVpo.Tests.Core.Speech;

/// <summary>Speech comes after its segments, in order, and once.</summary>
public sealed class SpeechRulesTests
{
    private static readonly VideoRules Rules = new(new TreeRules(new TreeOptions(), new PlainCaptions()));
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Speech_is_kept_once_and_says_how_far_was_heard()
    {
        var state = Sealed();
        var speech = Speech(1, 3);

        state = Fold(state, speech);

        Assert.Equal(3, state.HeardUntil!.Value.Seconds);
        Assert.Empty(Assert.IsType<VideoAccepted>(Rules.Decide(state, speech, Noon)).Events);
        Assert.Empty(Assert.IsType<VideoAccepted>(Rules.Decide(state, Speech(0, 2), Noon)).Events);
    }

    [Fact]
    public void Speech_beyond_what_is_sealed_has_no_place_until_the_video_is_over()
    {
        var state = Sealed();
        var beyond = Speech(3, 60);

        Assert.Equal(VideoRefusal.OutOfOrder, Assert.IsType<VideoRefused>(Rules.Decide(state, beyond, Noon)).Code);
        var end = state.Watermark!.Value;
        state = Fold(state, new FinishVideo(new StreamEnded(StreamEnd.Finished, end, new SourceCounters(), null), end));
        Assert.Equal(60, Fold(state, beyond).HeardUntil!.Value.Seconds);
    }

    private static WriteSpeech Speech(double start, double end) =>
        new(new Transcript { Range = new TimeRange(MediaTime.FromSeconds(start), MediaTime.FromSeconds(end)), Text = "Good evening." });

    private static VideoState Sealed() => ScriptedSegments.Of("A4 B5").Aggregate(
        Fold(VideoState.Empty, new OpenVideo(new SourceDescription { Location = "/films/one", Container = "mp4" }, "r")), (state, segment) => Fold(state, new SealSegment(segment)));

    private static VideoState Fold(VideoState state, VideoCommand command) =>
        Assert.IsType<VideoAccepted>(Rules.Decide(state, command, Noon)).Events.Aggregate(state, Rules.Apply);
}
