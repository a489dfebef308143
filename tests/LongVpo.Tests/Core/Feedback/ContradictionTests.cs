using LongVpo.Core.Answers;
using LongVpo.Core.Feedback;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Core.Feedback;

/// <summary>An answer is contradicted by what was to be seen when it was given, and by nothing that came later.</summary>
public sealed class ContradictionTests
{
    private static readonly VideoId Film = new("film");

    [Fact]
    public void A_no_is_contradicted_by_what_was_to_be_seen_already()
    {
        var said = Contradictions.Of(No(seen: 20), Yes("The harbour is shown.", 0.8, seen: 60, 2), DateTimeOffset.UnixEpoch);

        Assert.NotNull(said);
        Assert.Equal((FeedbackKind.Contradicted, "The harbour is shown.", (string?)null), (said.Kind, said.Text, said.By));
        Assert.Equal([new FootagePlace(Film, new SegmentId(2))], said.Places);
    }

    [Fact]
    public void A_no_is_not_contradicted_by_what_came_later() => Assert.Null(Contradictions.Of(No(seen: 20), Yes("The harbour is shown.", 0.8, seen: 60, 2, 5), DateTimeOffset.UnixEpoch));

    [Fact]
    public void Other_words_about_the_same_segments_contradict_only_with_more_confidence()
    {
        var (sign, other) = (Yes("The sign says HOTEL.", 0.4, seen: 60, 2), Yes("The sign says MOTEL.", 0.8, seen: 60, 2));

        Assert.NotNull(Contradictions.Of(sign, other, DateTimeOffset.UnixEpoch));
        Assert.Null(Contradictions.Of(other, sign, DateTimeOffset.UnixEpoch));
        Assert.Null(Contradictions.Of(sign, sign with { Confidence = 0.9 }, DateTimeOffset.UnixEpoch));
        Assert.Null(Contradictions.Of(sign, Yes("The sign says MOTEL.", 0.8, seen: 60, 3), DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void A_later_no_proves_nothing() => Assert.Null(Contradictions.Of(Yes("The harbour is shown.", 0.8, seen: 60, 2), No(seen: 60), DateTimeOffset.UnixEpoch));

    [Fact]
    public void The_same_question_is_the_same_in_any_case_and_over_the_same_footage_only()
    {
        var question = new Question { Text = "Where is  the Hotel?", Videos = [new VideoId("b"), Film] };

        Assert.Equal(SameQuestion.KeyOf(question), SameQuestion.KeyOf(question with { Text = "where is the hotel", Videos = [Film, new VideoId("b")], AsOf = MediaTime.FromSeconds(3) }));
        Assert.NotEqual(SameQuestion.KeyOf(question), SameQuestion.KeyOf(question with { Videos = [Film] }));
        Assert.NotEqual(SameQuestion.KeyOf(question), SameQuestion.KeyOf(question with { Within = new TimeRange(MediaTime.Zero, MediaTime.FromSeconds(3)) }));
    }

    private static Answer No(double seen) => new() { Text = "Nothing like that was seen.", Found = false, Confidence = 0.9, Citations = [], Watermark = MediaTime.FromSeconds(seen), Coverage = 1 };

    private static Answer Yes(string text, double confidence, double seen, params int[] segments) => new()
    {
        Text = text, Found = true, Confidence = confidence, Watermark = MediaTime.FromSeconds(seen), Coverage = 1,
        Citations = [.. segments.Select(ordinal => new Citation(Film, new SegmentId(ordinal), new TimeRange(MediaTime.FromSeconds(5 * ordinal), MediaTime.FromSeconds(5 * (ordinal + 1))), "quote"))],
    };
}
