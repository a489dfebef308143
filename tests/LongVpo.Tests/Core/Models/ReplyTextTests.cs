using LongVpo.Core.Models;

namespace LongVpo.Tests.Core.Models;

/// <summary>Holds that a model's words cannot steer the terminal that shows them.</summary>
public sealed class ReplyTextTests
{
    [Theory]
    [InlineData("A man.\nHe walks.", "A man.\nHe walks.")]
    [InlineData("  A man. \r\n", "A man.")]
    [InlineData("A\u001b[31m red\u0007 man", "A[31m red man")]
    [InlineData("one\ttwo", "one two")]
    [InlineData("C1 \u009b2J gone", "C1 2J gone")]
    [InlineData("Wörter, 你好, 🙂", "Wörter, 你好, 🙂")]
    public void Words_stay_and_what_steers_goes(string said, string plain) => Assert.Equal(plain, ReplyText.Plain(said));
}
