using LongVpo.Core.Options;
using LongVpo.Media.ScreenText;
using LongVpo.TestKit;

namespace LongVpo.Tests.Media.ScreenText;

/// <summary>A photographed or scanned page must come out as it would be typed, also when it lies on its side.</summary>
public sealed class StillTextTests : IDisposable
{
    private const double LargestErrorRate = 0.03;
    private readonly ScreenTextReader _reader = new(new ScreenTextOptions());

    public void Dispose() => _reader.Dispose();

    [Theory]
    [InlineData("phototest.png", 640, 480)]
    [InlineData("phototest-rotated-right.png", 480, 640)]
    public async Task A_page_is_read_with_its_line_breaks_whichever_way_it_lies(string file, int width, int height)
    {
        var gold = await File.ReadAllTextAsync(SharedFolder.Require("videos", "ocr", "phototest.gold.txt"), TestContext.Current.CancellationToken);
        using var page = await RenderedFrames.FileAsync(SharedFolder.Require("videos", "ocr", file), width, height);

        var read = await _reader.Stills.ReadAsync(page.Frames[0], TestContext.Current.CancellationToken);

        Assert.InRange(ErrorRate(read.Text, gold), 0, LargestErrorRate);
        Assert.Equal(gold.Trim().Split('\n').Count(line => line.Length > 0), read.Text.Split('\n').Count(line => line.Length > 0));
    }

    [Theory]
    [InlineData("phototest.png", 640, 480)]
    [InlineData("phototest-rotated-right.png", 480, 640)]
    public async Task A_still_picture_as_a_video_of_one_frame_is_read_as_a_page(string file, int width, int height)
    {
        var gold = await File.ReadAllTextAsync(SharedFolder.Require("videos", "ocr", "phototest.gold.txt"), TestContext.Current.CancellationToken);
        using var page = await RenderedFrames.FileAsync(SharedFolder.Require("videos", "ocr", file), width, height);
        await using var session = _reader.Begin(null);
        await session.PushAsync(page.Frames[0], TestContext.Current.CancellationToken);

        var result = await session.FinishAsync(page.Range, TestContext.Current.CancellationToken);

        Assert.InRange(ErrorRate(string.Join("\n\n", result.Observations.Select(o => o.Text)), gold), 0, LargestErrorRate);
        Assert.All(result.Observations, o => Assert.Equal(page.Range, o.Range));
        Assert.All(result.Observations, o => Assert.InRange(o.Box!.Value.Left + o.Box.Value.Width, 0, 1.001));
    }

    [Theory]
    [InlineData("null", 0.1, 0.22)]
    [InlineData("transpose=1", 0.72, 0.1)]
    [InlineData("transpose=2", 0.16, 0.3)]
    [InlineData("hflip,vflip", 0.3, 0.7)]
    public async Task A_page_on_its_side_or_head_is_read_and_boxed_where_it_stands(string turn, double left, double top)
    {
        using var page = await RenderedFrames.DrawAsync(
            "color=c=white", 600, 600, 0.5,
            RenderedFrames.Text("Bread and butter", "fontsize=28:fontcolor=black:x=60:y=100"),
            RenderedFrames.Text("for the morning train", "fontsize=28:fontcolor=black:x=60:y=140"), turn);

        var read = await _reader.Stills.ReadAsync(page.Frames[0], TestContext.Current.CancellationToken);

        Assert.Equal("Bread and butter\nfor the morning train", read.Text.Trim());
        var box = Assert.Single(read.Blocks).Box;
        Assert.InRange(box.Left, left - 0.12, left + 0.12);
        Assert.InRange(box.Top, top - 0.12, top + 0.2);
    }

    [Fact]
    public async Task A_picture_without_text_says_nothing()
    {
        using var picture = await RenderedFrames.DrawAsync("color=c=gray", 640, 360, 0.5, "noise=alls=100:allf=t,gblur=sigma=4,eq=contrast=8");

        var read = await _reader.Stills.ReadAsync(picture.Frames[0], TestContext.Current.CancellationToken);

        Assert.Equal("", read.Text);
    }

    /// <summary>Least single-character changes from what was read to what is written, as a share of what is written; blanks of any kind are one blank.</summary>
    private static double ErrorRate(string read, string gold)
    {
        var (a, b) = (Blanks(read), Blanks(gold));
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++) (diagonal, row[j]) = (row[j], Math.Min(diagonal + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1));
        }

        return (double)row[b.Length] / b.Length;
    }

    private static string Blanks(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
