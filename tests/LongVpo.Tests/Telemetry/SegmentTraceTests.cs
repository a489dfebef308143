using System.Diagnostics;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;
using LongVpo.Core.Telemetry;
using LongVpo.Core.Trees;
using LongVpo.Tests.Actors.Video;
using LongVpo.Tests.Core.Segments;

namespace LongVpo.Tests.Telemetry;

/// <summary>Each segment that was stored has one whole trace, whatever crashed on the way, and what was not stored says so.</summary>
[Collection("spans")]
public sealed class SegmentTraceTests
{
    private static readonly (double, Opening)[] Shots = [(4, Opening.Hard), (23, Opening.Hard), (2, Opening.Dissolve), (6, Opening.Hard)];

    [Fact]
    public async Task An_undisturbed_run_gives_each_segment_one_trace_of_its_own()
    {
        using var heard = new HeardSpans();
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));

        await stage.AnalyzeAsync();

        var segments = heard.Segments(ScriptedSource.Id.Value);
        Assert.Equal(["s00000", "s00001", "s00002", "s00003", "s00004", "s00005"], segments.Select(s => s.GetTagItem(Signals.SegmentKey)).Cast<string>().Order(StringComparer.Ordinal));
        Assert.Equal(6, segments.Select(s => s.TraceId).Distinct().Count());
        Assert.All(segments, s => Assert.Equal(
            ["segment", "segment.caption", "segment.cut", "segment.decode", "segment.observe", "segment.store"], heard.Of(s.TraceId).Select(a => a.OperationName).Order(StringComparer.Ordinal)));
        Assert.All(segments, s => Assert.Equal("findable", Assert.Single(s.Events).Name));
    }

    [Theory]
    [InlineData("told FrameDecoded")]
    [InlineData("seal")]
    [InlineData("appending SegmentSealed")]
    public async Task After_crashes_every_stored_segment_has_at_most_one_good_trace_and_every_other_trace_says_why_it_is_not(string place)
    {
        var bad = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            using var heard = new HeardSpans();
            await using var stage = new Stage(ScriptedVideo.OfShots(Shots)) { Gremlin = new Gremlin(seed, oneIn: 3, crashes: 3, place) };

            await stage.AnalyzeAsync();

            var segments = heard.Segments(ScriptedSource.Id.Value);
            var good = segments.Where(s => s.Status != ActivityStatusCode.Error).Select(s => (string)s.GetTagItem(Signals.SegmentKey)!).ToList();
            Assert.Equal(good.Distinct(), good);
            Assert.Equal(stage.Store.EventsOf(ScriptedSource.Id).OfType<SegmentSealed>().Select(e => e.Segment.Span.Id.ToString()), good);
            Assert.All(segments.Where(s => s.Status == ActivityStatusCode.Error), s => Assert.Empty(s.Events));
            bad += segments.Count - good.Count;
        }

        if (place != "told FrameDecoded") Assert.NotEqual(0, bad);
    }

    [Fact]
    public async Task A_question_is_one_trace_below_the_callers_and_its_words_are_not_in_it()
    {
        using var heard = new HeardSpans();
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        using var caller = new Activity("caller").Start();

        await stage.System.AskAsync(new LongVpo.Core.Answers.Question { Text = "Where is the secret door?" }, limit: null, TestContext.Current.CancellationToken);

        var question = Assert.Single(heard.Of(caller.TraceId));
        Assert.Equal((caller.SpanId, "question", "found"), (question.ParentSpanId, question.OperationName, question.GetTagItem("longvpo.question.outcome")));
        Assert.DoesNotContain(question.TagObjects, t => t.Value is string text && text.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_that_fails_is_a_failed_trace()
    {
        using var heard = new HeardSpans();
        await using var stage = new Stage(ScriptedVideo.OfShots(Shots));
        stage.Answers.Answer = (_, _) => throw new LongVpo.Core.Ports.StoreException("The memory cannot be read.");
        using var caller = new Activity("caller").Start();

        await Assert.ThrowsAnyAsync<Exception>(() => stage.System.AskAsync(new LongVpo.Core.Answers.Question { Text = "?" }, TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));

        Assert.Equal(ActivityStatusCode.Error, Assert.Single(heard.Of(caller.TraceId)).Status);
    }
}
