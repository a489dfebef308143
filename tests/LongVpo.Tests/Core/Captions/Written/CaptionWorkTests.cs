using LongVpo.Core.Captions.Written;
using LongVpo.Core.Models;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Core.Captions.Written;

/// <summary>What a model has still to say follows from the history alone, so an interruption at any event changes nothing.</summary>
public sealed class CaptionWorkTests
{
    private static readonly ModelVersion Mine = new("torch:/m", "aa");
    private static readonly ModelVersion Other = new("torch:/m", "bb");

    [Fact]
    public void Segments_come_in_order_and_a_node_as_soon_as_its_children_are_done()
    {
        List<VideoEvent> history = [Sealed(0), Sealed(1), Node(TreeLevel.Scene, 0, "s00000", "s00001"), Sealed(2)];

        var subjects = Drive(history);

        Assert.Equal(["s00000", "s00001", "c00000", "s00002"], subjects);
    }

    [Fact]
    public void What_was_said_is_not_said_again_wherever_the_history_was_broken_off()
    {
        List<VideoEvent> sealedOnes = [Sealed(0), Sealed(1), Node(TreeLevel.Scene, 0, "s00000", "s00001"), Sealed(2), Node(TreeLevel.Scene, 1, "s00002"), Node(TreeLevel.Chapter, 0, "c00000", "c00001")];
        var whole = sealedOnes.ToList();
        var all = Drive(whole);

        for (var said = 0; said <= all.Count; said++)
        {
            List<VideoEvent> broken = [.. sealedOnes, .. all.Take(said).Select(subject => Said(subject, Mine))];
            Assert.Equal(all.Skip(said), Drive(broken));
        }
    }

    [Fact]
    public void Captions_of_other_weights_do_not_count()
    {
        Assert.Equal(["s00000"], Drive([Sealed(0), Said("s00000", Other)]));
    }

    [Fact]
    public void A_caption_knows_the_last_few_that_were_really_said()
    {
        var work = Fold([Sealed(0), Sealed(1), Sealed(2), Sealed(3), Said("s00000", Mine), Said("s00001", Mine) with { Caption = Words("s00001", Mine) with { SameAs = "s00000" } }, Said("s00002", Mine)], remembered: 2);

        var job = Assert.IsType<SegmentJob>(work.Next());

        Assert.Equal("s00003", job.Subject);
        Assert.Equal("s00002", job.Before!.Subject);
        Assert.Equal(["s00000", "s00002"], job.Memory.Select(m => m.Subject));
    }

    [Fact]
    public void What_a_closed_node_rested_on_is_let_go()
    {
        List<VideoEvent> history = [];
        for (var n = 0; n < 200; n++) history.AddRange([Sealed(n), Node(TreeLevel.Scene, n, new SegmentId(n).ToString())]);
        history.Add(Node(TreeLevel.Chapter, 0, [.. Enumerable.Range(0, 200).Select(n => TreeNode.IdOf(TreeLevel.Scene, n))]));

        Drive(history);
        var work = Fold(history, remembered: 3);

        Assert.Null(work.Next());
        Assert.Equal("h00000", Assert.Single(work.Texts.Keys));
        Assert.Equal(3, work.Memory.Length);
    }

    [Fact]
    public void What_other_weights_of_the_same_model_said_counts_and_what_another_model_said_does_not()
    {
        var (before, other) = (new ModelVersion("before", "b"), new ModelVersion("other", "o"));
        VideoEvent[] history = [Sealed(0), Sealed(1), Sealed(2), Said("s00000", before), Said("s00001", other)];

        var work = CaptionWork.Of(Mine, remembered: 3).Counting(before);
        for (var i = 0; i < history.Length; i++) work = work.Apply(i + 1, history[i]);

        Assert.Equal("s00001", work.Next()!.Subject);
        Assert.Equal("s00002", work.Counting(other).Apply(6, Said("s00001", other)).Next()!.Subject);
    }

    // Says everything there is to say, and adds it to the history.
    private static List<string> Drive(List<VideoEvent> history)
    {
        var subjects = new List<string>();
        while (Fold(history, 6).Next() is { } job)
        {
            subjects.Add(job.Subject);
            history.Add(Said(job.Subject, Mine));
        }

        return subjects;
    }

    private static CaptionWork Fold(List<VideoEvent> history, int remembered)
    {
        var work = CaptionWork.Of(Mine, remembered);
        for (var i = 0; i < history.Count; i++) work = work.Apply(i + 1, history[i]).Apply(i + 1, history[i]);
        return work;
    }

    private static SegmentSealed Sealed(int n)
    {
        var range = new TimeRange(MediaTime.FromSeconds(n), MediaTime.FromSeconds(n + 1));
        var span = new SegmentSpan(new SegmentId(n), n, range, Opening.Hard, new TimeRange(range.Start, range.Start));
        return new SegmentSealed(new Segment { Span = span, Observations = [], Caption = new LongVpo.Core.Segments.Caption("measured", LongVpo.Core.Segments.Caption.Observed, 1) }, default);
    }

    private static NodeClosed Node(TreeLevel level, int ordinal, params string[] children) => new(new TreeNode
    {
        Level = level, Ordinal = ordinal, Range = new TimeRange(MediaTime.Zero, MediaTime.FromSeconds(1)), Children = [.. children], Caption = new LongVpo.Core.Segments.Caption("measured", LongVpo.Core.Segments.Caption.Observed, 1), Closed = true,
    });

    private static ModelCaption Words(string subject, ModelVersion model) => new() { Subject = subject, Text = "said of " + subject, Model = model };

    private static CaptionWritten Said(string subject, ModelVersion model) => new(Words(subject, model), default);
}
