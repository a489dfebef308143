using LongVpo.TestKit;

namespace LongVpo.Tests.Media.Sources;

/// <summary>A still picture is a film of one frame, whatever its name.</summary>
[Collection(nameof(NativeSessions))]
public sealed class StillPictureTests
{
    [Theory]
    [InlineData("one.jpg")]
    [InlineData("one.jpeg")]
    [InlineData("one.png")]
    [InlineData("shot%03d.jpg")]
    public async Task A_still_picture_is_one_frame(string name)
    {
        using var folder = new TempFolder();
        await TestClips.MakeAsync(folder.File("made.png"), "-f", "lavfi", "-i", "testsrc2=s=160x90", "-frames:v", "1");
        await TestClips.MakeAsync(folder.File("made.jpg"), "-i", folder.File("made.png"));
        var file = folder.File(name);
        File.Copy(folder.File(name.EndsWith("png", StringComparison.Ordinal) ? "made.png" : "made.jpg"), file);

        var reading = await Reading.OfAsync(file);

        var sample = Assert.Single(reading.Samples);
        Assert.Equal((160, 90), (sample.Width, sample.Height));
        Assert.Null(reading.Ended!.Message);
    }
}
