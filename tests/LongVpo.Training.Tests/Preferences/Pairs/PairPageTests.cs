using System.Buffers.Binary;
using System.IO.Compression;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Pairs.Pictures;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Preferences.Pairs;

/// <summary>Looks at what a person is shown of pairs: the frames themselves, marked, and no word that could run.</summary>
public sealed class PairPageTests
{
    [Fact]
    public async Task A_page_holds_words_and_frames_and_runs_nothing_of_them()
    {
        var pair = SamplePairs.Of(0) with { Question = "<script>alert(1)</script>", Chosen = "\"&<img src=x onerror=y>" };
        using var page = new StringWriter();

        await new PairPage(new WorldPictures()).WriteAsync(page, "look & see", [pair, SamplePairs.Of(1)], TestContext.Current.CancellationToken);

        var html = page.ToString();
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
        Assert.Equal(24, Count(html, "src=\"data:image/png;base64,"));
        Assert.Equal(2, Count(html, "class=\"clip relevant\""));
        Assert.Equal(2, Count(html, "class=\"clip misled\""));
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        Assert.Contains("CC0-1.0", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_that_are_gone_are_told()
    {
        using var page = new StringWriter();

        await new PairPage(new FilePictures("/nowhere")).WriteAsync(page, "gone", [SamplePairs.Of(0)], TestContext.Current.CancellationToken);

        Assert.Equal(3, Count(page.ToString(), "no frames found"));
    }

    [Fact]
    public void A_png_holds_the_very_pixels()
    {
        var renderer = new FrameRenderer(WorldScript.Clips(5, 1), 32, 20);
        var rgb = new byte[renderer.FrameBytes];
        renderer.Render(3, rgb);

        var png = PngWriter.Write(rgb, 32, 20);

        Assert.Equal((32, 20), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        // The check of the empty last chunk is the same in every PNG.
        Assert.Equal([0xAE, 0x42, 0x60, 0x82], png[^4..]);
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var unpacked = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        unpacked.CopyTo(rows);
        Assert.Equal(rgb, Enumerable.Range(0, 20).SelectMany(row => rows.ToArray().AsSpan((row * 97) + 1, 96).ToArray()));
        Assert.Throws<ArgumentException>(() => PngWriter.Write(rgb, 32, 21));
    }

    [Theory]
    [InlineData("world:clips:5:1#0", true)]
    [InlineData("world:episode:200001:16#15", true)]
    [InlineData("world:clips:5:1#1", false)]
    [InlineData("world:clips:x:1#0", false)]
    [InlineData("film.mp4", false)]
    [InlineData(null, false)]
    public void A_scene_is_found_by_its_name(string? media, bool known)
    {
        Assert.Equal(known, WorldMedia.Parse(media) is not null);
        if (known) Assert.Equal(media, WorldMedia.Parse(media)!.Value.ToString());
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
