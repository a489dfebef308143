using LongVpo.Core.Questions.Models;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Core.Questions.Models;

/// <summary>Only names of segments count in what a model writes.</summary>
public sealed class CitedNamesTests
{
    [Theory]
    [InlineData("She sits down [s00012].", "s00012", "She sits down.")]
    [InlineData("First [s00012, s00013], then (s00012) again.", "s00012 s00013", "First, then again.")]
    [InlineData("In A:s00001 and [B:s00002].", "A:s00001 B:s00002", "In A:s00001 and B:s00002.")]
    [InlineData("At 0:12 he leaves, from 1:02:03.5 on [s00001].", "s00001", "he leaves, on s00001.")]
    [InlineData("The clock shows 10:30 [s00001].", "s00001", "The clock shows 10:30.")]
    [InlineData("s1 and xs00012 and s000000000012 are no names", "", "s1 and xs00012 and s000000000012 are no names")]
    public void Names_are_found_and_times_are_not_told_unless_they_were_read(string text, string names, string words)
    {
        Assert.Equal(names, string.Join(' ', CitedNames.In(text)));
        Assert.Equal(words, CitedNames.Without(text, ["\"10:30\" is on screen."], _ => true));
    }

    [Theory]
    [InlineData("It is there at 9:59 [s00001], and also in [s99999].", "It is there.")]
    [InlineData("It is there [s00001], and also in the segment s99999.", "It is there.")]
    [InlineData("It is there [s00001], and also in [s00002].", "It is there, and also in s00002.")]
    [InlineData("He appears in [s00001], [s99999] and [s00002].", "He appears in s00001 and s00002.")]
    [InlineData("He appears in [s99999] and [s99998], then leaves [s00001].", "He appears, then leaves.")]
    [InlineData("In s99999 he runs and at 9:59 stops [s00001].", "he runs and stops.")]
    [InlineData("She waits [s00001], [s99999].", "She waits.")]
    [InlineData("The train comes in at 9:59 [s00001].", "The train comes in.")]
    [InlineData("The train comes in [s00001] and", "The train comes in s00001")]
    [InlineData("A man sits there [s00001], and also in", "A man sits there")]
    [InlineData("A man sits there [s00001], and also in [s000", "A man sits there")]
    [InlineData("That is the door he came in", "That is the door he came in")]
    [InlineData("He comes back [s00001] and goes in.", "He comes back and goes in.")]
    [InlineData("The sign says S and [s00001]", "The sign says S and s00001")]
    [InlineData("[s00001], [s99999]", "s00001")]
    public void What_led_to_a_place_that_does_not_exist_goes_with_it(string text, string words) =>
        Assert.Equal(words, CitedNames.Without(text, [], name => !name.StartsWith("s9999", StringComparison.Ordinal)));

    [Fact]
    public void A_name_that_was_read_on_screen_is_no_place_and_stays() =>
        Assert.Equal("The crate says s99999.", CitedNames.Without("The crate says s99999 [s00001].", ["\"s99999\" is on screen."], name => name == "s00001"));

    [Fact]
    public void Segments_of_several_videos_are_told_apart_by_letters()
    {
        var videos = Enumerable.Range(0, 30).Select(n => new VideoId("v" + new string((char)('a' + (n % 26)), 12) + (char)('a' + (n / 26)))).ToArray();
        var letters = new VideoLetters([.. videos]);

        Assert.Equal("AD:s00007", letters.Of(videos[29], new SegmentId(7)));
        Assert.Equal((videos[29], new SegmentId(7)), letters.Read("AD:s00007"));
        Assert.Null(letters.Read("ZZ:s00007"));
        Assert.Null(letters.Read("s00007"));
        Assert.Equal("s00007", new VideoLetters([videos[0]]).Of(videos[0], new SegmentId(7)));
    }
}
