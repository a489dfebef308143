using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Feedback;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Training.Preferences.Operation;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Tests.Preferences.Operation;

/// <summary>What people say becomes pairs only where it says which of two responses is better, about footage that may be learned from.</summary>
public sealed class FeedbackPairsTests
{
    // The split of a source follows from its name.
    private static readonly VideoId Film = Source(PairSplit.Train);
    private static readonly VideoId Kept = Source(PairSplit.Test);

    [Fact]
    public void A_correction_is_better_than_the_answer_that_it_corrects()
    {
        var (pairs, report) = Make(Judged("It says MOTEL.", [1], Said(FeedbackKind.Corrected, "alice", "It says HOTEL.", 2)));

        var pair = Assert.Single(pairs);
        Assert.Equal(("It says HOTEL.", "It says MOTEL.", PairStage.Operation, RejectedKind.Refuted), (pair.Chosen, pair.Rejected, pair.Stage, pair.RejectedKind));
        Assert.Equal(["s00001", "s00002"], pair.Context.Clips.Select(clip => clip.ClipId));
        Assert.Equal(1, Assert.Single(pair.Context.Relevant));
        Assert.Equal((1, 0), (Assert.Single(pair.ChosenContext), Assert.Single(pair.RejectedContext)));
        Assert.Equal((10.0, 15.0, "/films/a.mkv", "CC-BY-4.0"), (pair.Context.Clips[1].T0, pair.Context.Clips[1].T1, pair.Context.Clips[1].Media, pair.Context.Clips[1].Licence));
        Assert.Equal(("alice", PairSplit.Train), (pair.Gen.Writer, pair.Split));
        Assert.Equal(1, report.ByOrigin["corrected"]);
        Assert.Null(PairRules.Fault(pair));
    }

    [Fact]
    public void The_newest_answer_that_was_found_right_is_better_than_one_that_was_found_wrong()
    {
        var (pairs, _) = Make(
            Judged("It is blue.", [1], Said(FeedbackKind.Up, "alice")), Judged("It is red.", [2], Said(FeedbackKind.Down, "alice")), Judged("It is navy.", [1], Said(FeedbackKind.Up, "bob")));

        var pair = Assert.Single(pairs);
        Assert.Equal(("It is navy.", "It is red.", "bob"), (pair.Chosen, pair.Rejected, pair.Gen.Writer));
    }

    [Fact]
    public void What_the_product_found_by_itself_becomes_a_pair_without_a_writer()
    {
        var (pairs, report) = Make(Judged("Nothing like that was seen.", [], Said(FeedbackKind.Contradicted, null, "The hotel is shown.", 3)));

        Assert.Equal((1, (string?)null), (report.ByOrigin["contradicted"], Assert.Single(pairs).Gen.Writer));
        Assert.Equal(["s00003"], pairs[0].Context.Clips.Select(clip => clip.ClipId));
    }

    [Fact]
    public void Whatever_says_nothing_clear_or_may_not_be_used_is_left_out_by_its_reason()
    {
        Assert.Equal("disputed", Reject(Judged("a b.", [1], Said(FeedbackKind.Up, "a"), Said(FeedbackKind.Down, "b"))));
        Assert.Equal("disputed", Reject(Judged("a b.", [1], Said(FeedbackKind.Up, "a"), Said(FeedbackKind.Up, "b"), Said(FeedbackKind.Corrected, "c", "c d.", 1))));
        Assert.Equal("nothing_better", Reject(Judged("a b.", [1], Said(FeedbackKind.Down, "a"))));
        Assert.Equal("nothing_worse", Reject(Judged("a b.", [1], Said(FeedbackKind.Up, "a"))));
        Assert.Equal("no_footage_named", Reject(Judged("Nothing was seen.", [], Said(FeedbackKind.Corrected, "a", "Something was seen."))));
        Assert.Equal("fault_rejected", Reject(Judged("a b.", [1], Said(FeedbackKind.Corrected, "a", "A  b", 1))));
        Assert.Equal("footage_gone", Reject(Judged("a b.", [99], Said(FeedbackKind.Corrected, "a", "c d.", 1))));
        Assert.Equal("too_long", Reject(Judged("a b.", [.. Enumerable.Range(0, 32)], Said(FeedbackKind.Corrected, "a", "c d.", 35))));
        Assert.Equal("test_source", Reject(Judged("a b.", [1], Said(FeedbackKind.Corrected, "a", "c d.")) is var one ? one with { Answer = About(one.Answer, Kept) } : one));
    }

    [Fact]
    public void Withdrawn_and_held_sources_and_givers_who_are_not_trusted_make_no_pairs()
    {
        var judged = Judged("a b.", [1], Said(FeedbackKind.Corrected, "mallory", "c d.", 1));

        Assert.Equal(1, Make(new FeedbackPairSettings { Withdrawn = [Film.Value] }, judged).Report.Rejects["withdrawn"]);
        Assert.Equal(1, Make(new FeedbackPairSettings { Held = [Film.Value] }, judged).Report.Rejects["held"]);
        var without = Make(new FeedbackPairSettings { NotBy = ["mallory"] }, judged);
        Assert.Equal((0, 0), (without.Pairs.Length, without.Report.Rejects.Count));
    }

    [Fact]
    public void The_same_record_gives_the_same_bytes_and_the_same_said_twice_gives_one_pair()
    {
        JudgedAnswer[] judged = [Judged("a b.", [1], Said(FeedbackKind.Corrected, "a", "c d.", 1), Said(FeedbackKind.Corrected, "b", "c d.", 1)), Judged("e f.", [2], Said(FeedbackKind.Corrected, "a", "g h.", 2))];

        var (first, report) = Make(judged);

        Assert.Equal(first.Select(PairReader.Line), Make(judged).Pairs.Select(PairReader.Line));
        Assert.Equal((2, 1), (first.Length, report.Rejects["repeated"]));
        Assert.Equal(first.Select(pair => pair.Id).Distinct(), first.Select(pair => pair.Id));
    }

    private static string Reject(JudgedAnswer judged) => Assert.Single(Make(judged).Report.Rejects).Key;

    private static (ImmutableArray<PreferencePair> Pairs, FeedbackPairReport Report) Make(params JudgedAnswer[] judged) => Make(new FeedbackPairSettings { Licence = "CC-BY-4.0" }, judged);

    private static (ImmutableArray<PreferencePair> Pairs, FeedbackPairReport Report) Make(FeedbackPairSettings settings, params JudgedAnswer[] judged)
    {
        var footage = Enumerable.Range(0, 40).SelectMany(i => new[] { Film, Kept }.Select(video => KeyValuePair.Create(new FootagePlace(video, new SegmentId(i)), new FootageStretch("/films/a.mkv", 5 * i, 5 * (i + 1)))));
        return new FeedbackPairs(settings).Make(new OperationRecord([.. judged], footage.ToImmutableDictionary()));
    }

    private static AnswerFeedback Said(FeedbackKind kind, string? by, string? text = null, params int[] segments) =>
        new() { Kind = kind, By = by, Text = text, Places = [.. segments.Select(ordinal => new FootagePlace(Film, new SegmentId(ordinal)))], At = DateTimeOffset.UnixEpoch };

    private static JudgedAnswer Judged(string text, int[] cited, params AnswerFeedback[] said) => new(
        new KeptAnswer
        {
            Id = "r" + text.Length, Question = new Question { Text = "What does the sign say?", Videos = [Film] }, At = DateTimeOffset.UnixEpoch,
            Answer = new Answer
            {
                Text = text, Found = cited.Length > 0, Confidence = 0.5,
                Citations = [.. cited.Select(ordinal => new Citation(Film, new SegmentId(ordinal), new TimeRange(MediaTime.FromSeconds(5 * ordinal), MediaTime.FromSeconds(5 * (ordinal + 1))), "quote"))],
            },
        },
        [.. said]);

    private static KeptAnswer About(KeptAnswer answer, VideoId video) => answer with
    {
        Question = answer.Question with { Videos = [video] }, Answer = answer.Answer with { Citations = [.. answer.Answer.Citations.Select(citation => citation with { Video = video })] },
    };

    private static VideoId Source(PairSplit split) => new(Enumerable.Range(0, 1_000).Select(i => $"film-{i}").First(name => SplitRules.Of(name) == split));
}
