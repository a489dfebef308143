using LongVpo.Core.Options;
using LongVpo.Media.ScreenText;

namespace LongVpo.Tests.Media.ScreenText;

/// <summary>Guards words that lie on the ground or hang at an angle: they are read when their letters lean and shrink, and bare slopes are not read at all.</summary>
public sealed class SlantedTextTests : IDisposable
{
    private readonly ScreenTextReader _reader = new(new ScreenTextOptions());

    public void Dispose() => _reader.Dispose();

    [Theory]
    [InlineData("RESERVED", "x0=10:y0=60:x1=470:y1=-110:x2=-60:y2=300:x3=430:y3=100")]
    [InlineData("Exhibition", "x0=60:y0=-60:x1=480:y1=110:x2=0:y2=130:x3=450:y3=350")]
    [InlineData("HOSPITAL", "x0=120:y0=-20:x1=560:y1=120:x2=-60:y2=110:x3=430:y3=300")]
    public async Task A_word_on_a_steep_line_is_read(string word, string corners)
    {
        using var drawn = await RenderedFrames.DrawAsync(
            "color=c=0x484848", 480, 270, 1,
            RenderedFrames.Text(word, "fontsize=44:fontcolor=white:x=120:y=110"), $"perspective=sense=destination:{corners}", "gblur=sigma=0.5");

        var result = await ReadAsync(drawn);

        Assert.Contains(word, result);
    }

    [Theory]
    [InlineData("drawgrid=w=16:h=9:color=white", "x0=10:y0=60:x1=470:y1=-110:x2=-60:y2=300:x3=430:y3=100")]
    [InlineData("drawbox=x=60:y=120:w=360:h=12:color=white:t=fill", "x0=60:y0=-60:x1=480:y1=110:x2=0:y2=130:x3=450:y3=350")]
    public async Task Lines_and_grids_that_lie_steep_are_not_read_as_words(string drawing, string corners)
    {
        using var drawn = await RenderedFrames.DrawAsync("color=c=0x484848", 480, 270, 1, drawing, $"perspective=sense=destination:{corners}", "gblur=sigma=0.5");

        Assert.Empty(await ReadAsync(drawn));
    }

    [Fact]
    public void The_fit_finds_the_slope_the_lean_and_the_narrowing_of_strokes()
    {
        var ink = new List<(double X, double Y)>();
        for (var stroke = 0; stroke < 12; stroke++)
        {
            // Strokes of 14 rows at the left and 20 at the right, leaning by 0.8 on a line that falls by 0.3.
            var height = 14 + (stroke * 0.5);
            for (var v = -height / 2; v <= height / 2; v += 0.5)
                for (var wide = 0.0; wide < 3; wide += 0.5)
                {
                    var x = 100 + (stroke * 9) + wide - (0.8 * v);
                    ink.Add((x, 80 + v + (0.3 * x)));
                }
        }

        var fit = SlantFit.Of(ink, 0.1, 1);

        Assert.NotNull(fit);
        var line = fit.Value.Line;
        Assert.Equal(0.3, line.Slope, 0.05);
        Assert.Equal(-0.8, line.Slant, 0.1);
        Assert.InRange(line.LetterHeight, 14, 20);
        Assert.True(line.Foot.At(line.Last) - line.Head.At(line.Last) > line.Foot.At(line.First) - line.Head.At(line.First) + 2, "the line must widen to the right");
    }

    [Fact]
    public void InkOfAnyShapeEndsInALineOrInNone()
    {
        var random = new Random(20261121);
        for (var cluster = 0; cluster < 5_000; cluster++)
        {
            var (width, height, lean) = (random.NextDouble() * random.Next(1, 300), random.NextDouble() * random.Next(1, 300), (random.NextDouble() * 8) - 4);
            var ink = new List<(double X, double Y)>();
            for (var i = random.Next(1, 80); i > 0; i--)
            {
                var v = (random.NextDouble() - 0.5) * height;
                var (x, y) = (((random.NextDouble() - 0.5) * width) + (lean * v), v);
                // On whole pixels a row can come to lie exactly where setting strokes upright would divide by nothing.
                ink.Add(cluster % 2 == 0 ? (x, y) : (Math.Round(x), Math.Round(y)));
            }

            if (SlantFit.Of(ink, 0, 0) is not { } fit) continue;

            Assert.All([fit.Depth, fit.Line.Slope, fit.Line.Slant, fit.Line.First, fit.Line.Last], number => Assert.True(double.IsFinite(number), $"cluster {cluster}: {fit.Line}"));
            Assert.InRange(fit.Line.Last - fit.Line.First, 0, 20_000);
        }
    }

    private async Task<IReadOnlyList<string>> ReadAsync(RenderedFrames drawn)
    {
        await using var session = _reader.Begin("");
        foreach (var frame in drawn.Frames) await session.PushAsync(frame, TestContext.Current.CancellationToken);
        var result = await session.FinishAsync(drawn.Range, TestContext.Current.CancellationToken);
        return [.. result.Observations.Select(o => o.Text!)];
    }
}
