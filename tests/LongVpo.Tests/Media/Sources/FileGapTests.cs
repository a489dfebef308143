using LongVpo.TestKit;

namespace LongVpo.Tests.Media.Sources;

/// <summary>What is missing from a file is told, and a picture that is only held is not taken for a hole.</summary>
[Collection(nameof(NativeSessions))]
public sealed class FileGapTests : IDisposable
{
    private static readonly string[] Picture = ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=12"];
    private static readonly string[] Sound = ["-f", "lavfi", "-i", "sine=440:r=48000:d=12"];
    private static readonly string[] Coding = ["-c:v", "mpeg2video", "-g", "5", "-b:v", "500k", "-c:a", "mp2", "-flush_packets", "1"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Packets_that_are_missing_from_a_transport_stream_leave_a_gap()
    {
        var file = _folder.File("lost.ts");
        await TestClips.MakeAsync(file, [.. Picture, .. Sound, .. Coding]);
        await LoseTheMiddleAsync(file);

        var reading = await Reading.OfAsync(file);
        var again = await Reading.OfAsync(file, from: reading.Frames[60]);

        var gap = Assert.Single(reading.Gaps);
        Assert.InRange(gap.Range.Duration.TotalSeconds, 3.0, 5.0);
        Assert.DoesNotContain(reading.Frames, time => gap.Range.Contains(time));
        Assert.DoesNotContain(reading.Audio, sound => sound.Range.Overlaps(gap.Range));
        Assert.Equal(gap, Assert.Single(again.Gaps));
    }

    [Fact]
    public async Task Without_sound_a_hole_cannot_be_told_from_a_held_picture()
    {
        var file = _folder.File("silent.ts");
        await TestClips.MakeAsync(file, [.. Picture, .. Coding]);
        await LoseTheMiddleAsync(file);

        var reading = await Reading.OfAsync(file);

        Assert.True(reading.Frames.Zip(reading.Frames.Skip(1)).Max(pair => pair.Second.Since(pair.First)).TotalSeconds > 3);
        Assert.Empty(reading.Gaps);
    }

    [Fact]
    public async Task Slides_that_stand_for_long_are_no_gaps()
    {
        var file = _folder.File("slides.mp4");
        await TestClips.MakeAsync(file, [.. Picture, "-f", "lavfi", "-i", "sine=440:r=48000:d=1", "-vf", "select='not(mod(n,100))'", "-fps_mode", "vfr", "-c:v", "libx264", "-c:a", "aac"]);

        var reading = await Reading.OfAsync(file);

        Assert.Equal(3, reading.Frames.Count);
        Assert.Empty(reading.Gaps);
    }

    private static async Task LoseTheMiddleAsync(string file)
    {
        const int Packet = 188;
        var whole = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var third = whole.Length / Packet / 3 * Packet;
        await File.WriteAllBytesAsync(file, [.. whole[..third], .. whole[(2 * third)..]], TestContext.Current.CancellationToken);
    }
}
