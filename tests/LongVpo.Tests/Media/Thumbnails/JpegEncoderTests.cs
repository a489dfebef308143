using LongVpo.Media.Thumbnails;
using LongVpo.TestKit;

namespace LongVpo.Tests.Media.Thumbnails;

/// <summary>A thumbnail must look like its frame to any other program, so FFmpeg's own decoder is the judge.</summary>
public sealed class JpegEncoderTests : IDisposable
{
    private const int Width = 161;
    private const int Height = 91;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_thumbnail_decodes_to_nearly_the_same_picture()
    {
        var picture = Gradient();
        var (jpeg, raw) = (_folder.File("thumb.jpg"), _folder.File("thumb.raw"));
        await File.WriteAllBytesAsync(jpeg, new JpegEncoder().Encode(picture, Width, Height, 320), TestContext.Current.CancellationToken);

        var run = await CommandRun.RunAsync(
            "ffmpeg", ["-v", "error", "-i", jpeg, "-f", "rawvideo", "-pix_fmt", "rgb24", raw], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var decoded = await File.ReadAllBytesAsync(raw, TestContext.Current.CancellationToken);
        Assert.Equal(picture.Length, decoded.Length);
        var error = picture.Zip(decoded, (a, b) => (double)(a - b) * (a - b)).Average();
        Assert.True(10 * Math.Log10(255 * 255 / error) > 30, $"The mean square error is {error}.");
    }

    private static byte[] Gradient()
    {
        var picture = new byte[Width * Height * 3];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                var at = ((y * Width) + x) * 3;
                (picture[at], picture[at + 1], picture[at + 2]) = ((byte)(x * 255 / Width), (byte)(y * 255 / Height), (byte)(255 - (x * 200 / Width)));
            }

        return picture;
    }
}
