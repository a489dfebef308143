using LongVpo.Core.Time;

namespace LongVpo.Tests.Core;

/// <summary>A time that is written must be found in a player and read back by a question.</summary>
public sealed class TimeTextTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(45, "0:45")]
    [InlineData(123.46, "2:03.5")]
    [InlineData(59.96, "1:00")]
    [InlineData(3599.97, "1:00:00")]
    [InlineData(3723, "1:02:03")]
    [InlineData(-1.5, "-0:01.5")]
    public void A_moment_reads_like_a_player_shows_it(double seconds, string text) => Assert.Equal(text, TimeText.Of(MediaTime.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.4, "0.4 seconds")]
    [InlineData(1, "1 second")]
    [InlineData(17.2, "17 seconds")]
    [InlineData(125, "2 minutes 5 seconds")]
    [InlineData(3600, "1 hour")]
    [InlineData(5460, "1 hour 31 minutes")]
    public void A_length_is_told_in_words(double seconds, string text) => Assert.Equal(text, TimeText.Length(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("12.5", 12.5)]
    [InlineData("2:03.5", 123.5)]
    [InlineData("1:02:03", 3723.0)]
    [InlineData("-0:04", -4.0)]
    [InlineData("90:00", 5400.0)]
    [InlineData("1:60", null)]
    [InlineData("1:2:3:4", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("1e5", null)]
    [InlineData("99999999999", null)]
    public void What_people_type_as_a_time_is_read_or_refused(string text, double? seconds) => Assert.Equal(seconds, TimeText.Parse(text)?.Seconds);

    [Fact]
    public void A_written_moment_is_understood_in_a_question_again()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var seconds = Math.Round(random.NextDouble() * 20_000, 1);
            var (time, _) = LongVpo.Core.Questions.TimeExpressions.Take($"What is shown at {TimeText.OfSeconds(seconds)}?");

            Assert.NotNull(time);
            Assert.Equal(seconds, time.A, 3);
        }
    }
}
