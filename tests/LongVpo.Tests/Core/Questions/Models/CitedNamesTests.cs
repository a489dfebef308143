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
    [InlineData("In A:s00001 and [B:s00002].", "A:s00001 B:s00002", "In A:s00001 and.")]
    [InlineData("At 0:12 he leaves, from 1:02:03.5 on [s00001].", "s00001", "he leaves, on.")]
    [InlineData("The clock shows 10:30 [s00001].", "s00001", "The clock shows 10:30.")]
    [InlineData("s1 and xs00012 and s000000000012 are no names", "", "s1 and xs00012 and s000000000012 are no names")]
    public void Names_are_found_and_times_are_not_told_unless_they_were_read(string text, string names, string words)
    {
        Assert.Equal(names, string.Join(' ', CitedNames.In(text)));
        Assert.Equal(words, CitedNames.Without(text, ["\"10:30\" is on screen."]));
    }

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
