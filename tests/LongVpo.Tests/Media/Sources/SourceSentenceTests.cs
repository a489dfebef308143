using LongVpo.Media.Native;
using LongVpo.Media.Sources;

namespace LongVpo.Tests.Media.Sources;

/// <summary>Refusals that a test which may run as root cannot provoke with a real file.</summary>
public sealed class SourceSentenceTests
{
    [Fact]
    public void A_file_that_may_not_be_read_says_so_and_what_to_do()
    {
        Assert.Equal(
            "/films/a.mp4 may not be read by this user: change its permissions or run as a user who may.",
            SourceSentences.Sentence("/films/a.mp4", new AvException(AvErrorCode.Denied, "Permission denied")));
    }
}
