using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.StoreWriter;

namespace LongVpo.Tests.Memory;

/// <summary>An answer can only be as good as the lines it is given: these say which lines come back, and in which order.</summary>
public sealed class EvidenceFinderTests
{
    [Theory]
    [InlineData("03:36")]
    [InlineData("sonia.seneviratne@env.ethz.ch")]
    [InlineData("x2")]
    [InlineData("ETHZ.CH")]
    [InlineData("cafe")]
    [InlineData("CAFÉ")]
    [InlineData("policies")]
    [InlineData("www.example.org/a-b?c=d")]
    [InlineData("3.14")]
    [InlineData("C++")]
    public async Task Numbers_addresses_accents_and_endings_are_found(string word)
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", ["nothing here"], ["03:36 sonia.seneviratne@env.ethz.ch x2 Café policy www.example.org/a-b?c=d 3.14 C++"], ["04:36 env x3 copy"]);

        Assert.Equal(new SegmentId(1), Assert.Single(await store.FindAsync(word)).Segment);
    }

    [Fact]
    public async Task A_line_with_more_of_the_groups_ranks_higher_than_one_with_a_rarer_word()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", ["kitchen"], ["kitchen table"], ["kitchen"], ["zeppelin"]);

        var found = await store.FindAsync("kitchen", "table", "zeppelin");

        Assert.Equal([1, 3, 0, 2], found.Select(e => e.Segment.Ordinal));
        Assert.True(found[0].Score > found[1].Score && found[1].Score > found[2].Score);
    }

    [Fact]
    public async Task Any_spelling_of_a_group_matches_and_counts_once()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", ["a car and an automobile"], ["an automobile"], ["a bicycle"]);

        var found = await store.FindAsync(new EvidenceQuery { Words = [["car", "automobile"]] });

        Assert.Equal([0, 1], found.Select(e => e.Segment.Ordinal).Order());
        Assert.All(found, e => Assert.True(e.Score < 2));
    }

    [Fact]
    public async Task A_phrase_must_stand_together_and_words_only_order_its_lines()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", ["the end of the war"], ["war: the end"], ["the end of the war in colour"]);

        var found = await store.FindAsync(new EvidenceQuery { Phrase = "end of the war", Words = [["colour"]] });

        Assert.Equal([2, 0], found.Select(e => e.Segment.Ordinal));
        Assert.Empty(await store.FindAsync(new EvidenceQuery { Phrase = "war of the end" }));
        Assert.Empty(await store.FindAsync(new EvidenceQuery { Phrase = "?!" }));
    }

    [Theory]
    [InlineData("seneviratne", "Senevlratne")]
    [InlineData("welcome", "welcorne welcme")]
    [InlineData("summary", "sumary")]
    [InlineData("chapter", "chpater")]
    [InlineData("clock", "c1ock")]
    public async Task A_small_misreading_is_found_and_ranks_below_the_word_itself(string word, string misread)
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", [misread], [word], ["something else"]);

        Assert.Equal([1, 0], (await store.FindAsync(word)).Select(e => e.Segment.Ordinal));
    }

    [Theory]
    [InlineData("horse", "house")]
    [InlineData("cat", "car")]
    [InlineData("room12", "room125")]
    public async Task Another_word_is_not_taken_for_a_misreading(string word, string other)
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", [other]);

        Assert.Empty(await store.FindAsync(word));
    }

    [Fact]
    public async Task A_subtitle_over_a_cut_comes_back_once_in_the_segment_that_holds_most_of_it()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var line = new Observation { Kind = ObservationKind.Subtitle, Range = StoreInFolder.Range(4, 8), Text = "over the cut" };
        await store.Session.Videos.AppendAsync(new VideoId("v"), 0, [MadeUpVideo.Opened("/v"), With(0, line), With(1, line), With(2)], StoreInFolder.Token);

        var byWords = Assert.Single(await store.FindAsync("cut"));
        var listed = Assert.Single(await store.FindAsync(new EvidenceQuery()));

        Assert.Equal(1, byWords.Segment.Ordinal);
        Assert.Equal(line.Range, byWords.Observation.Range);
        Assert.Equal(1, listed.Segment.Ordinal);
        Assert.Equal(0, Assert.Single(await store.FindAsync(new EvidenceQuery { AsOf = MadeUpVideo.At(5) })).Segment.Ordinal);
    }

    [Fact]
    public async Task Without_words_the_asked_kinds_come_in_order_of_time()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", ["b"], ["a"]);
        await store.AddAsync("w", ["c"]);

        Assert.Equal(["b", "a", "c"], (await store.FindAsync(new EvidenceQuery())).Select(e => e.Observation.Text));
        var motion = await store.FindAsync(new EvidenceQuery { Kinds = [ObservationKind.Motion], Limit = 2 });
        Assert.Equal([0, 1], motion.Select(e => e.Segment.Ordinal));
        Assert.All(motion, e => Assert.Equal(0, e.Score));
    }

    [Fact]
    public async Task Measurements_are_found_by_their_class_and_never_among_words()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var range = StoreInFolder.Range(0, 5);
        await store.Session.Videos.AppendAsync(
            new VideoId("v"),
            0,
            [
                MadeUpVideo.Opened("/v"),
                With(0, new Observation { Kind = ObservationKind.Colour, Range = range, Text = "red", Value = 0.6 }, new Observation { Kind = ObservationKind.Camera, Range = range, Text = "pan left" }),
                With(1, new Observation { Kind = ObservationKind.Colour, Range = StoreInFolder.Range(5, 10), Text = "blue", Value = 0.4 }),
                With(2, new Observation { Kind = ObservationKind.Black, Range = StoreInFolder.Range(10, 15) }),
            ],
            StoreInFolder.Token);

        Assert.Empty(await store.FindAsync("red"));
        Assert.Equal(0, Assert.Single(await store.FindAsync(new EvidenceQuery { Words = [["red"]], Kinds = [ObservationKind.Colour] })).Segment.Ordinal);
        Assert.Equal(0, Assert.Single(await store.FindAsync(new EvidenceQuery { Words = [["pan"], ["left"]], Kinds = [ObservationKind.Camera] })).Segment.Ordinal);
        Assert.Equal(2, Assert.Single(await store.FindAsync(new EvidenceQuery { Words = [["black"]], Kinds = [ObservationKind.Black, ObservationKind.Colour] })).Segment.Ordinal);
    }

    [Fact]
    public async Task Filters_by_video_kind_time_and_moment_are_exact()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var first = await store.AddAsync("v", ["word"], ["word"], ["word"], ["word"]);
        await store.AddAsync("w", ["word"]);
        ImmutableArray<ImmutableArray<string>> words = [["word"]];

        Assert.Equal(4, (await store.FindAsync(new EvidenceQuery { Words = words, Videos = [first] })).Count);
        Assert.Empty(await store.FindAsync(new EvidenceQuery { Words = words, Videos = [new VideoId("unknown")] }));
        Assert.Empty(await store.FindAsync(new EvidenceQuery { Words = words, Kinds = [ObservationKind.Subtitle] }));
        Assert.Equal([1, 2], (await store.FindAsync(new EvidenceQuery { Words = words, Videos = [first], Within = StoreInFolder.Range(5, 15) })).Select(e => e.Segment.Ordinal));
        Assert.Equal([0], (await store.FindAsync(new EvidenceQuery { Words = words, Videos = [first], SealedBy = MadeUpVideo.Began.AddSeconds(9.999) })).Select(e => e.Segment.Ordinal));
        Assert.Equal(2, (await store.FindAsync(new EvidenceQuery { Words = words, Limit = 2 })).Count);
        Assert.Empty(await store.FindAsync(new EvidenceQuery { Words = words, Limit = 0 }));
    }

    [Theory]
    [InlineData("天気")]
    [InlineData("東京")]
    [InlineData("날씨")]
    [InlineData("อากาศ")]
    public async Task A_word_inside_a_line_without_spaces_is_found(string word)
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", ["明日の気温"], ["今日の東京の天気は晴れ 오늘날씨가 สภาพอากาศวันนี้"]);

        Assert.Equal(1, Assert.Single(await store.FindAsync(word)).Segment.Ordinal);
        Assert.Empty(await store.FindAsync("気天"));
    }

    [Fact]
    public async Task A_rare_kind_is_found_behind_thousands_of_lines_of_another_with_the_same_word()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var logo = Enumerable.Range(0, 2_600).Select(i => MadeUpVideo.Segment(i, "LOGO")).ToList();
        logo[^1] = With(2_599, new Observation { Kind = ObservationKind.Subtitle, Range = logo[^1].Segment.Span.Range, Text = "that logo again" });
        await store.Session.Videos.AppendAsync(new VideoId("v"), 0, [MadeUpVideo.Opened("/v"), .. logo], StoreInFolder.Token);

        var said = Assert.Single(await store.FindAsync(new EvidenceQuery { Words = [["logo"]], Kinds = [ObservationKind.Subtitle] }));
        var rarest = (await store.FindAsync("logo", "again"))[0];

        Assert.Equal(2_599, said.Segment.Ordinal);
        Assert.Equal(2_599, rarest.Segment.Ordinal);
        Assert.Equal(50, (await store.FindAsync("logo")).Count);
    }

    [Fact]
    public async Task Captions_are_found_apart_from_lines()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", ["a boat"], ["a house"]);

        var found = await store.Session.Evidence.FindCaptionsAsync(new EvidenceQuery { Words = [["shows"], ["house"]] }, StoreInFolder.Token);

        Assert.Equal([1, 0], found.Select(c => c.Segment.Ordinal));
        Assert.Equal("Segment 1 shows a house.", found[0].Quote);
        Assert.Empty(await store.FindAsync("shows"));
    }

    private static SegmentSealed With(int ordinal, params Observation[] observations)
    {
        var made = MadeUpVideo.Segment(ordinal);
        return made with { Segment = made.Segment with { Observations = [.. observations] } };
    }
}
