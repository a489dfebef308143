namespace LongVpo.Tests.Core.Questions.Told;

/// <summary>Checks that questions are answered from what captions state, by the node's own way of asking, and that each answer rests on what it cites.</summary>
public sealed class ToldAnswersTests
{
    private static readonly string[] Film =
    [
        "the red circle moves left in the harbour with number 7 | Nobody called me, I was here first.",
        "the blue ring grows in the cave with number 2 | The red circle called me.",
        "the red circle is back and blinks in the forest with number 4 | The wind comes from the east.",
        "the white moon shrinks in the harbour with number 9 | The blue ring called me.",
        "the green cross zigzags in the cave with number 3",
        "the blue ring is back and moves up in the desert with number 2",
    ];

    [Theory]
    [InlineData("what does the white moon do?", "The white moon shrinks.", "3")]
    [InlineData("what does the red circle in the forest do?", "The red circle blinks.", "2")]
    [InlineData("which number appears with the red circle that moves left?", "Number 7.", "0")]
    [InlineData("where is the green cross?", "In the cave.", "4")]
    [InlineData("in which place is the scene at 0:18?", "In the cave.", "4")]
    [InlineData("what does the object on screen at 0:10 do?", "The red circle blinks.", "2")]
    [InlineData("which object grows in the cave?", "The blue ring.", "1")]
    [InlineData("which is seen first, the black star, the white moon, the green cross or the pink heart?", "The white moon.", "3,4")]
    [InlineData("what does the object right after the white moon do?", "The green cross zigzags.", "3,4")]
    [InlineData("which number appears with the other object in the place of the white moon?", "Number 7.", "0,3")]
    [InlineData("which number appears with the object right after the one that shares the place of the white moon?", "Number 2.", "0,1,3")]
    [InlineData("the blue ring is seen twice, what does it do the second time?", "The blue ring moves up.", "1,5")]
    [InlineData("what does the red circle do the first time it is seen?", "The red circle moves left.", "0")]
    [InlineData("what does the red circle do the last time it is seen?", "The red circle blinks.", "2")]
    [InlineData("how many scenes show the blue ring?", "2 scenes.", "1,5")]
    [InlineData("how many scenes are in the harbour?", "2 scenes.", "0,3")]
    [InlineData("who called the blue ring?", "The red circle.", "1")]
    [InlineData("who called the object that called the white moon?", "The red circle.", "1,3")]
    [InlineData("what does the red circle do?", "2 scenes fit that: the red circle moves left (0:00–0:04) and the red circle blinks (0:08–0:12).", "0,2")]
    public async Task A_question_is_answered_from_captions_with_what_it_rests_on(string question, string answer, string cited)
    {
        await using var scenes = await KnownScenes.OfAsync(Film);

        var found = await scenes.AskAsync(question);

        Assert.Equal((true, answer), (found.Found, found.Text));
        Assert.Equal(cited, string.Join(',', found.Citations.Select(citation => citation.Segment.Ordinal)));
        foreach (var citation in found.Citations)
        {
            var again = await scenes.AskAsync(question, citation.Segment.Ordinal);
            Assert.True(!again.Found || again.Text != found.Text, $"Without {citation.Segment}, of which it says that it rests on it, the answer is still {again.Text}");
        }
    }

    [Theory]
    [InlineData("what does the purple star do?")]
    [InlineData("what does the red circle in the desert do?")]
    [InlineData("what does the object right after the purple star do?")]
    [InlineData("the white moon is seen twice, what does it do the second time?")]
    [InlineData("which is seen first, the black star, the white moon, the purple star or the pink heart?")]
    [InlineData("who called the green cross?")]
    [InlineData("what does the object right after the blue ring in the desert do?")]
    public async Task What_no_caption_tells_of_is_answered_by_a_no(string question)
    {
        await using var scenes = await KnownScenes.OfAsync(Film);

        Assert.False((await scenes.AskAsync(question)).Found);
    }

    [Fact]
    public async Task What_follows_a_stretch_without_a_caption_is_not_what_follows_the_scene_before_it()
    {
        await using var scenes = await KnownScenes.OfAsync("A man opens a door.", "", "A dog barks in the yard.");

        Assert.False((await scenes.AskAsync("What does the thing right after the man do?")).Found);
    }

    [Theory]
    [InlineData("Where is the dog?", "In the yard.")]
    [InlineData("What is the man in the blue shirt doing?", "A man in a blue shirt walks down the street.")]
    [InlineData("Who barks?", "A dog.")]
    [InlineData("What does the car do?", "2 scenes fit that: a car is driving along a road (0:08–0:12) and two cars are parked (0:12–0:16).")]
    public async Task Captions_in_other_words_are_read_as_well(string question, string answer)
    {
        await using var scenes = await KnownScenes.OfAsync(
            "A man in a blue shirt walks down the street.", "A dog barks in the yard while children play.", "A car is driving along a road.", "Two cars are parked near the house.");

        Assert.Equal(answer, (await scenes.AskAsync(question)).Text);
    }

    [Fact]
    public async Task A_scene_that_is_cut_in_two_is_counted_once()
    {
        await using var scenes = await KnownScenes.OfAsync("A dog barks in the yard.", "The dog is still barking in the yard.", "A dog sleeps in a basket.", "A cat sleeps in a basket.");

        Assert.Equal("2 scenes.", (await scenes.AskAsync("How many scenes show the dog?")).Text);
    }

    [Fact]
    public async Task A_question_that_is_about_measurements_alone_is_not_answered_by_captions()
    {
        await using var scenes = await KnownScenes.OfAsync(Film);

        Assert.False((await scenes.AskMeasuredAsync("what does the white moon do?")).Found);
        Assert.True((await scenes.AskAsync("what does the white moon do?")).Found);
    }

    [Fact]
    public async Task Without_captions_the_rules_over_words_answer()
    {
        await using var scenes = await KnownScenes.OfAsync("| The harbour closes at nine.", "| Who let the dog out?");

        var answer = await scenes.AskAsync("When is \"harbour\" said?");

        Assert.Equal((true, 0), (answer.Found, Assert.Single(answer.Citations).Segment.Ordinal));
    }
}
