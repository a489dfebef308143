using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.TestKit;

namespace LongVpo.Tests.Media.Sources;

/// <summary>Pixels are what the footage shows: thumbs like FFmpeg's own area scaling, colours right up to the last column, turned pictures upright.</summary>
public sealed class PixelTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("640x360", "yuv420p", "-c:v libx264 -qp 10")]
    [InlineData("641x361", "yuv420p", "-c:v ffv1")]
    [InlineData("639x359", "yuv422p", "-c:v ffv1")]
    [InlineData("641x361", "yuv411p", "-c:v ffv1")]
    [InlineData("641x361", "yuv444p", "-c:v ffv1")]
    [InlineData("641x361", "yuv420p10le", "-c:v ffv1")]
    [InlineData("641x361", "yuvj420p", "-c:v mjpeg -q:v 2")]
    [InlineData("641x361", "bgr0", "-c:v ffv1")]
    [InlineData("641x361", "gray", "-c:v ffv1")]
    [InlineData("320x180", "pal8", "-c:v gif")]
    public async Task A_thumb_is_the_picture_as_FFmpeg_shrinks_it(string size, string format, string encoding)
    {
        var file = _folder.File("film.mkv");
        await TestClips.MakeAsync(file, ["-f", "lavfi", "-i", $"testsrc2=s={size}:r=5", "-t", "1", "-pix_fmt", format, .. encoding.Split(' ')]);

        var ours = await FramesAsync(file, new SamplingOptions());
        var theirs = await ThumbReader.ReadAsync(file, TestContext.Current.CancellationToken);

        Assert.Equal(theirs.Select(frame => frame.Time), ours.Select(frame => frame.Time));
        foreach (var (our, their) in ours.Zip(theirs))
        {
            AssertNear(their.Thumb.Luma, our.Thumb.Luma);
            AssertNear(their.Thumb.Blue, our.Thumb.Blue);
            AssertNear(their.Thumb.Red, our.Thumb.Red);
        }
    }

    [Theory]
    [InlineData("161x91", "yuv420p", 1280)]
    [InlineData("163x92", "yuv422p", 1280)]
    [InlineData("163x92", "yuv420p", 1280)]
    [InlineData("162x92", "yuv420p", 1280)]
    [InlineData("166x94", "yuv422p", 1280)]
    [InlineData("165x94", "yuv411p", 1280)]
    [InlineData("161x91", "yuv420p10le", 1280)]
    [InlineData("161x91", "yuv444p", 1280)]
    [InlineData("161x91", "yuv420p", 99)]
    [InlineData("322x182", "yuv420p", 161)]
    [InlineData("323x181", "yuv422p", 101)]
    public async Task Every_column_and_row_of_a_picture_of_odd_size_has_its_colour(string size, string format, int maxSide)
    {
        var file = _folder.File("film.mkv");
        await TestClips.MakeAsync(file, "-f", "lavfi", "-i", $"color=c=0xc81432:s={size}:r=5", "-t", "1", "-pix_fmt", format, "-c:v", "ffv1");

        var frame = (await FramesAsync(file, new SamplingOptions { MaxSidePixels = maxSide }))[0];

        Assert.NotNull(frame.Pixels);
        for (var i = 0; i < frame.Pixels.Length; i++)
        {
            var expected = (i % 3) switch { 0 => 0xc8, 1 => 0x14, _ => 0x32 };
            Assert.True(Math.Abs(frame.Pixels[i] - expected) <= 6, $"Column {i / 3 % frame.Width}, row {i / 3 / frame.Width}, part {i % 3} is {frame.Pixels[i]} and not {expected}.");
        }
    }

    [Theory]
    [InlineData(90, "red over blue")]
    [InlineData(180, "blue beside red")]
    [InlineData(270, "blue over red")]
    public async Task A_film_that_is_shown_turned_is_watched_as_it_is_shown(int clockwise, string shown)
    {
        var file = _folder.File("film.mp4");
        await TestClips.MakeAsync(
            file, "-f", "lavfi", "-i", "color=c=red:s=80x96:r=5", "-f", "lavfi", "-i", "color=c=blue:s=80x96:r=5", "-filter_complex", "[0][1]hstack", "-t", "1", "-pix_fmt", "yuv420p", "-c:v", "libx264");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Turn(bytes, clockwise);
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        var frame = (await FramesAsync(file, new SamplingOptions()))[0];

        var upright = clockwise == 180;
        Assert.Equal(upright ? (160, 96) : (96, 160), (frame.Width, frame.Height));
        var (first, second) = upright ? ((40, 48), (120, 48)) : ((48, 40), (48, 120));
        var between = upright ? "beside" : "over";
        Assert.Equal(shown, $"{ColourAt(frame, first)} {between} {ColourAt(frame, second)}");
        var (firstCell, secondCell) = upright ? ((8, 9), (24, 9)) : ((16, 4), (16, 13));
        Assert.Equal(shown, $"{ThumbColourAt(frame.Thumb, firstCell)} {between} {ThumbColourAt(frame.Thumb, secondCell)}");
    }

    private static async Task<List<ShownFrame>> FramesAsync(string file, SamplingOptions sampling)
    {
        List<ShownFrame> frames = [];
        await foreach (var happened in Reading.Source(sampling).ReadAsync(new SourceRequest { Location = file }, TestContext.Current.CancellationToken))
        {
            if (happened is not FrameDecoded frame) continue;
            using var picture = frame.Sampled;
            frames.Add(new ShownFrame(frame.Time, frame.Thumb, picture?.Pixels.ToArray() ?? [], picture?.Width ?? 0, picture?.Height ?? 0));
        }

        return frames;
    }

    // Cells on an edge may lie half a pixel off and at most eight rows of a cell are read, so single cells may differ; a picture that is shifted or coloured wrongly differs by far more.
    private static void AssertNear(byte[] expected, byte[] actual)
    {
        var differences = expected.Zip(actual, (a, b) => Math.Abs(a - b)).ToArray();
        Assert.True(differences.Average() <= 2, $"The mean difference is {differences.Average():F2} levels.");
        Assert.True(differences.Count(difference => difference > 24) <= differences.Length / 50, $"{differences.Count(difference => difference > 24)} cells differ by more than 24 levels.");
    }

    private static string ColourAt(ShownFrame frame, (int X, int Y) at)
    {
        var pixel = frame.Pixels.AsSpan(((at.Y * frame.Width) + at.X) * 3, 3);
        return pixel[0] > 200 && pixel[2] < 50 ? "red" : pixel[2] > 200 && pixel[0] < 50 ? "blue" : "other";
    }

    private static string ThumbColourAt(FrameThumb thumb, (int X, int Y) at)
    {
        var cell = (at.Y * FrameThumb.ChromaWidth) + at.X;
        return thumb.Red[cell] > 200 && thumb.Blue[cell] < 128 ? "red" : thumb.Blue[cell] > 200 && thumb.Red[cell] < 128 ? "blue" : "other";
    }

    // Writes the display matrix into the track's header, because FFmpeg's own option for it changed its name between versions.
    private static void Turn(byte[] film, int clockwise)
    {
        var matrix = film.AsSpan(film.AsSpan().IndexOf("tkhd"u8) + 44, 36);
        byte[] one = [0, 1, 0, 0], minus = [0xff, 0xff, 0, 0], none = [0, 0, 0, 0];
        var (a, b, c, d) = clockwise switch { 90 => (none, one, minus, none), 180 => (minus, none, none, minus), _ => (none, minus, one, none) };
        a.CopyTo(matrix);
        b.CopyTo(matrix[4..]);
        c.CopyTo(matrix[12..]);
        d.CopyTo(matrix[16..]);
    }

    private sealed record ShownFrame(MediaTime Time, FrameThumb Thumb, byte[] Pixels, int Width, int Height);
}
