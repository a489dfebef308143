using System.Buffers.Binary;
using System.Text;
using LongVpo.Core.Frames;
using LongVpo.TestKit;

namespace LongVpo.Tests.Media.Sources;

/// <summary>Damage that stops one stream costs no other, is stepped over where that is possible, and is told where it is not.</summary>
public sealed class UnreadablePartsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sound_that_cannot_be_read_on_costs_no_picture_and_is_told_at_the_end()
    {
        var whole = _folder.File("whole.mp4");
        await TestClips.MakeAsync(whole, "-f", "lavfi", "-i", "testsrc=s=160x90:r=25", "-f", "lavfi", "-i", "sine", "-t", "6", "-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac");
        var file = _folder.File("damaged.mp4");
        var bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(file, WithLostSound(bytes), TestContext.Current.CancellationToken);

        var reading = await Reading.OfAsync(file);

        Assert.Equal(150, reading.Frames.Count);
        Assert.InRange(reading.Audio.Count, 10, 40);
        Assert.Equal(StreamEnd.Truncated, reading.Ended!.Reason);
        Assert.Contains(file, reading.Ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hole_of_megabytes_in_a_recording_does_not_end_it()
    {
        var whole = _folder.File("whole.ts");
        await TestClips.MakeAsync(whole, "-f", "lavfi", "-i", "testsrc=s=160x90:r=25", "-t", "8", "-c:v", "mpeg2video", "-g", "10");
        var bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        var middle = bytes.Length / 2 / 188 * 188;
        var file = _folder.File("holed.ts");
        await File.WriteAllBytesAsync(file, [.. bytes[..middle], .. new byte[4 << 20], .. bytes[middle..]], TestContext.Current.CancellationToken);

        var before = await Reading.OfAsync(whole);
        var after = await Reading.OfAsync(file);

        Assert.InRange(after.Frames.Count, before.Frames.Count - 15, before.Frames.Count);
        Assert.Equal(before.Frames[^1], after.Frames[^1]);
        Assert.True(after.Ended!.Counters.ReadErrors > 0);
    }

    // The places of the last two thirds of the sound are moved to where no file reaches.
    private static byte[] WithLostSound(byte[] film)
    {
        var box = film.AsSpan().LastIndexOf("stco"u8) - 4;
        var (size, count) = ((int)Number(film, box), (int)Number(film, box + 12));
        var lost = new byte[16 + (8 * count)];
        BinaryPrimitives.WriteInt32BigEndian(lost, lost.Length);
        "co64"u8.CopyTo(lost.AsSpan(4));
        BinaryPrimitives.WriteInt32BigEndian(lost.AsSpan(12), count);
        for (var i = 0; i < count; i++)
            BinaryPrimitives.WriteUInt64BigEndian(lost.AsSpan(16 + (8 * i)), i < count / 3 ? Number(film, box + 16 + (4 * i)) : 0x7fff_ffff_ffff_0000UL);
        foreach (var parent in (string[])["moov", "trak", "mdia", "minf", "stbl"])
        {
            var at = film.AsSpan(0, box).LastIndexOf(Encoding.ASCII.GetBytes(parent)) - 4;
            BinaryPrimitives.WriteUInt32BigEndian(film.AsSpan(at), Number(film, at) + (uint)(lost.Length - size));
        }

        return [.. film[..box], .. lost, .. film[(box + size)..]];
    }

    private static uint Number(byte[] film, int at) => BinaryPrimitives.ReadUInt32BigEndian(film.AsSpan(at));
}
