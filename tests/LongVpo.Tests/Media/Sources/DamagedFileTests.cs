using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Media.Sources;
using LongVpo.TestKit;

namespace LongVpo.Tests.Media.Sources;

/// <summary>Damage of any kind ends in a sentence or in frames, never in a crash, a hang or a session left open. A longer run is the benchmark named fuzz.</summary>
[Collection(nameof(NativeSessions))]
public sealed class DamagedFileTests : IDisposable
{
    private const int CopiesPerFormat = 6;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mp4", "-c:v libx264 -preset veryfast -g 12 -c:a aac", 1)]
    [InlineData("mkv", "-c:v libx264 -preset veryfast -g 12 -c:a aac", 2)]
    [InlineData("webm", "-c:v libvpx -deadline realtime -cpu-used 8 -c:a libvorbis", 3)]
    [InlineData("ts", "-c:v mpeg2video -c:a mp2", 4)]
    [InlineData("mpg", "-c:v mpeg1video -c:a mp2 -f mpeg", 5)]
    [InlineData("avi", "-c:v mpeg4 -bf 2 -c:a mp3", 6)]
    [InlineData("mov", "-c:v mjpeg -c:a pcm_s16le", 7)]
    [InlineData("flv", "-c:v flv -c:a mp3 -ar 44100", 8)]
    [InlineData("ogg", "-c:v libtheora -c:a libvorbis", 9)]
    [InlineData("gif", "-an", 10)]
    public async Task Damaged_copies_of_a_file_end_in_frames_or_a_sentence(string extension, string encoding, int seed)
    {
        var random = new Random(seed);
        var whole = _folder.File($"whole.{extension}");
        await TestClips.MakeAsync(whole, ["-f", "lavfi", "-i", "testsrc=s=96x64:r=25", "-f", "lavfi", "-i", "sine=r=44100", "-t", "3", .. encoding.Split(' ')]);
        var bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        var before = FileFrameSource.LiveSessions;

        for (var copy = 0; copy < CopiesPerFormat; copy++) await ReadDamagedAsync(Damaged(bytes, random), extension);

        Assert.Equal(before, FileFrameSource.LiveSessions);
    }

    private async Task ReadDamagedAsync(byte[] damaged, string extension)
    {
        var file = _folder.File($"damaged.{extension}");
        await File.WriteAllBytesAsync(file, damaged, TestContext.Current.CancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(60));
        MediaEvent? last = null;
        try
        {
            await foreach (var happened in Reading.Source(options: new SourceOptions { DecodeWorkers = 2 }).ReadAsync(new SourceRequest { Location = file }, stop.Token))
            {
                (happened as FrameDecoded)?.Sampled?.Dispose();
                last = happened;
            }

            Assert.IsType<StreamEnded>(last);
        }
        catch (SourceException e)
        {
            Assert.Contains(file, e.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        var damaged = (byte[])bytes.Clone();
        var reach = random.Next(2) == 0 ? Math.Min(2048, damaged.Length) : damaged.Length;
        for (var i = random.Next(1, 40); i > 0; i--) damaged[random.Next(reach)] = (byte)random.Next(256);
        return random.Next(4) == 0 ? damaged[..random.Next(1, damaged.Length)] : damaged;
    }
}
