using LongVpo.Training.Evaluation.Benchmarks;

namespace LongVpo.Training.Tests.Evaluation.Benchmarks;

/// <summary>Reads the replies that models really give, and chooses nothing where nothing was chosen.</summary>
public sealed class LetterParserTests
{
    [Theory]
    [InlineData("B", 4, 1)]
    [InlineData(" b", 4, null)]
    [InlineData("(C)", 4, 2)]
    [InlineData("C. A dog runs.", 4, 2)]
    [InlineData("D) the end", 4, 3)]
    [InlineData("**B**", 4, 1)]
    [InlineData("The answer is (A).", 4, 0)]
    [InlineData("Answer: D", 4, 3)]
    [InlineData("The best option is C: a cat", 4, 2)]
    [InlineData("A man walks in and sits down.", 4, null)]
    [InlineData("I think it's a dog", 4, null)]
    [InlineData("It could be (A), but the man leaves first and the light goes out, and so in the end it must be (C).", 4, 2)]
    [InlineData("First I looked at option A. Then at option B. The answer is B", 4, 1)]
    [InlineData("so it must be B.", 4, 1)]
    [InlineData("E", 4, null)]
    [InlineData("E", 5, 4)]
    [InlineData("F: none", 6, 5)]
    [InlineData("", 4, null)]
    [InlineData("(", 4, null)]
    [InlineData("Best option: (B) the red one", 4, 1)]
    [InlineData("B) the red one", 2, 1)]
    public void A_reply_chooses_what_a_person_would_read_in_it(string reply, int options, int? chosen) => Assert.Equal(chosen, LetterParser.Parse(reply, options));

    [Theory]
    [InlineData("A. A dog.", 0, "A dog.")]
    [InlineData("B) two", 1, "two")]
    [InlineData("A. not mine", 1, "A. not mine")]
    [InlineData("plain", 0, "plain")]
    public void A_letter_is_taken_off_only_its_own_option(string option, int place, string text) => Assert.Equal(text, LetterParser.WithoutLetter(option, place));

    [Theory]
    [InlineData("", true, false)]
    [InlineData("", false, true)]
    [InlineData("(", true, false)]
    [InlineData("(", false, true)]
    [InlineData("(B) red", true, true)]
    [InlineData("B.", true, true)]
    [InlineData("(a)", true, false)]
    public void The_loose_check_takes_silence_for_right_only_without_its_guard(string reply, bool guard, bool right) =>
        Assert.Equal(right, LooseMatch.IsRight(reply, new BenchmarkItem("i", "v", "q", ["x", "y"], 1, []), guard));
}
