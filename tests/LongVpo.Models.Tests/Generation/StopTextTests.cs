using FsCheck;
using FsCheck.Fluent;
using LongVpo.Models.Generation;

namespace LongVpo.Models.Tests.Generation;

/// <summary>Checks that a text ends before a stop string however it arrives, and that no part of one is passed on.</summary>
public sealed class StopTextTests
{
    [Fact]
    public void A_stop_string_that_comes_in_parts_ends_the_text()
    {
        var text = new StopText(["</end>"]);

        Assert.Equal("a", text.Add("a<"));
        Assert.Equal(string.Empty, text.Add("/en"));
        Assert.Equal(string.Empty, text.Add("d> never"));
        Assert.True(text.Stopped);
        Assert.Equal(string.Empty, text.Add("more"));
        Assert.Equal(string.Empty, text.Rest());
    }

    [Fact]
    public void What_only_looked_like_a_stop_string_is_passed_on()
    {
        var text = new StopText(["</end>"]);

        Assert.Equal("a", text.Add("a</e"));
        Assert.Equal("</ex", text.Add("x"));
        Assert.Equal(string.Empty, text.Add("<"));
        Assert.Equal("<", text.Rest());
        Assert.False(text.Stopped);
    }

    [Fact]
    public void However_a_text_is_cut_it_ends_at_the_same_place() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements("a", "b", "ab", "ba", "bab", "")).ToArbitrary(),
        static pieces =>
        {
            string[] stops = ["abba", "bbb"];
            var text = new StopText([.. stops]);
            var passed = string.Concat(pieces.Select(text.Add)) + (text.Stopped ? string.Empty : text.Rest());
            var whole = string.Concat(pieces);
            var ends = stops.Select(stop => whole.IndexOf(stop, StringComparison.Ordinal)).Where(static at => at >= 0).ToArray();
            // A stop that is complete sooner ends the text although a longer one began before it.
            return passed == (ends.Length == 0 ? whole : whole[..First(whole, stops)]) && text.Stopped == (ends.Length > 0);
        }).QuickCheckThrowOnFailure();

    private static int First(string whole, string[] stops)
    {
        var complete = stops.Select(stop => (Stop: stop, At: whole.IndexOf(stop, StringComparison.Ordinal))).Where(static found => found.At >= 0).ToArray();
        return complete.Min(static found => found.At);
    }
}
