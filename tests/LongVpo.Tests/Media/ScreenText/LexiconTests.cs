using System.Text;
using LongVpo.Media.ScreenText;

namespace LongVpo.Tests.Media.ScreenText;

/// <summary>Guards the search for a word that several wrong readings are near to: it must find the word and must not find one where there is none.</summary>
public class LexiconTests
{
    private static readonly Lexicon Words = new(["métropolitain", "métropolitains", "metropolitan", "bibliothèque", "restaurant", "restaurants", "pharmacie", "o'clock", "Visitor"]);

    [Theory]
    [InlineData("metropoltifin", "metropolitain")]
    [InlineData("aetropoitain", "metropolitain")]
    [InlineData("msitor", "visitor")]
    public void A_word_is_found_through_look_alike_letters(string reading, string word) =>
        Assert.Contains(word, Words.Near(reading, 2.1f).Select(near => near.Word));

    [Theory]
    [InlineData("modern", "modem", 0.3f)]
    [InlineData("visitor", "msitor", 0.5f)]
    [InlineData("place", "place", 0f)]
    [InlineData("place", "plates", 2f)]
    public void Look_alike_letters_count_less_than_others(string reading, string word, float distance) =>
        Assert.Equal(distance, GlyphDistance.Between(Encoding.ASCII.GetBytes(reading), Encoding.ASCII.GetBytes(word), 5), 0.01f);

    [Fact]
    public void The_word_that_most_readings_are_near_to_is_elected()
    {
        var reading = Elect("AETROPOLITRIN", "METROPOUTAIN", "METROTOLITAIN", "RETROPOUITRIN");
        Assert.Equal("METROPOLITAIN", reading.Text);
        Assert.True(reading.Confidence > 0.75);
    }

    [Fact]
    public void Nothing_is_elected_where_only_one_reading_is_near_a_word() =>
        Assert.Equal("", Elect("RESTAURANT", "eelsonpq", "Mabiniwk", "deliontt").Text);

    [Fact]
    public void Nothing_is_elected_where_two_words_are_as_near() =>
        Assert.Equal("", Elect("RESTAURANTI", "RESTAURANTI", "RESTAURANTI", "RESTAURANTI").Text);

    [Fact]
    public void A_machine_without_word_lists_has_an_empty_lexicon() => Assert.Equal(0, Lexicon.Installed("no-such-list").Count);

    private static LineReading Elect(params string[] readings) =>
        LexicalVote.Elect([.. readings.Select(r => (r, Lexicon.Folded(r)))], readings.Length, Words, new PixelBox(0, 0, 100, 20));
}
