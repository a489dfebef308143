using LongVpo.Media.ScreenText;

namespace LongVpo.Tests.Media.ScreenText;

/// <summary>A mended word is found by those who search for it; a name that was mended away is lost, so both sides are held fast.</summary>
public sealed class WordRepairTests
{
    private static readonly HashSet<string> Dictionary = ["project", "movie", "open", "the", "tue", "rabbit", "modern", "best", "rest", "street"];
    private readonly WordRepair _repair = new(word => Dictionary.Contains(word.ToLowerInvariant()));

    [Theory]
    [InlineData("PROSECT", "PROJECT")]
    [InlineData("PROSECT,", "PROJECT,")]
    [InlineData("rahhit", "rabbit")]
    [InlineData("modem", "modern")]
    [InlineData("Strcet", "Street")]
    public void A_word_that_is_look_alike_letters_away_from_one_real_word_becomes_it(string read, string meant) =>
        Assert.Equal(meant, Mended((read, 0.7)));

    [Theory]
    [InlineData("FEST", 0.7)]
    [InlineData("PROSECT", 0.97)]
    [InlineData("Moderm", 0.9)]
    [InlineData("PROSEC7", 0.6)]
    [InlineData("prosect@movie.org", 0.6)]
    [InlineData("iPROJECT", 0.6)]
    [InlineData("qo", 0.6)]
    public void What_is_no_slip_stays_as_it_was_read(string read, double confidence) => Assert.Equal(read, Mended((read, confidence)));

    [Fact]
    public void A_word_with_two_real_neighbours_stays_as_it_was_read()
    {
        Assert.Equal("PLAY", Words(new WordRepair(word => word is "PLAY"), ("FLAY", 0.6)));
        Assert.Equal("FLAY", Words(new WordRepair(word => word is "PLAY" or "FLAV"), ("FLAY", 0.6)));
    }

    [Fact]
    public void Small_capitals_of_a_phrase_are_written_as_capitals_and_a_rare_word_there_as_its_common_neighbour() =>
        Assert.Equal("THE OPEN MOVIE PROJECT", Mended(("tue", 0.5), ("OPEN", 0.96), ("MOVIE", 0.96), ("PROSECT", 0.6)));

    [Fact]
    public void A_day_of_the_week_stays_a_day() => Assert.Equal("TUE MOVIE 12", Mended(("TUE", 0.7), ("MOVIE", 0.96), ("12", 0.96)));

    private string Mended(params (string Text, double Confidence)[] words) => Words(_repair, words);

    private static string Words(WordRepair repair, params (string Text, double Confidence)[] words) => repair.Mend(LineReading.Of(
        [.. words.Select((w, i) => new ReadWord(w.Text, w.Confidence, Dictionary.Contains(w.Text.ToLowerInvariant()), new PixelBox(i * 10, 0, (i * 10) + 9, 9)))])).Text;
}
