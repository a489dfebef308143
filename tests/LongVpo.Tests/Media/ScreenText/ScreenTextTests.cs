using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Observations;
using LongVpo.Media.ScreenText;

namespace LongVpo.Tests.Media.ScreenText;

/// <summary>What viewers expect of text in a picture: every title once, with its time, every change of a clock, and nothing where nothing is written.</summary>
public sealed class ScreenTextTests : IDisposable
{
    private readonly ScreenTextReader _reader = new(new ScreenTextOptions());

    public void Dispose() => _reader.Dispose();

    [Theory]
    [InlineData("white", "black")]
    [InlineData("black", "white")]
    [InlineData("0x203080", "0xf0d060")]
    public async Task A_title_is_read_whatever_its_colours(string ground, string ink)
    {
        using var drawn = await RenderedFrames.DrawAsync(
            $"color=c={ground}", 640, 360, 1, RenderedFrames.Text("The quiet harbour", $"fontsize=40:fontcolor={ink}:x=120:y=150"));

        var result = await ReadAsync(drawn);

        var seen = Assert.Single(result.Observations);
        Assert.Equal("The quiet harbour", seen.Text);
        Assert.Equal(ObservationKind.ScreenText, seen.Kind);
        Assert.InRange(seen.Value!.Value, 0.8, 1);
        Assert.InRange(seen.Box!.Value.Left, 0.15, 0.22);
        Assert.InRange(seen.Box!.Value.Top, 0.38, 0.46);
    }

    [Fact]
    public async Task A_title_of_two_rows_of_fat_letters_that_touch_is_read_over_a_busy_scene()
    {
        using var drawn = await RenderedFrames.DrawAsync(
            "mandelbrot", 640, 360, 1.5,
            RenderedFrames.Text("Red Dock", "fontsize=70:fontcolor=white:borderw=5:bordercolor=white:x=160:y=90"),
            RenderedFrames.Text("BURNT", "fontsize=84:fontcolor=white:borderw=5:bordercolor=white:x=170:y=155"));

        var result = await ReadAsync(drawn);

        Assert.Equal("Red Dock BURNT", Assert.Single(result.Observations).Text!.Replace('\n', ' '));
    }

    [Theory]
    [InlineData(176)]
    [InlineData(180)]
    public async Task Small_print_beside_the_tail_of_a_large_word_hides_neither_of_them(int top)
    {
        using var drawn = await RenderedFrames.DrawAsync(
            "color=c=0x202028", 640, 360, 1, RenderedFrames.Text("Orange", "fontsize=110:fontcolor=white:x=60:y=90"),
            RenderedFrames.Text("harbour bakery", $"fontsize=15:fontcolor=white:x=80:y={top}"));

        var result = await ReadAsync(drawn);

        Assert.Equal(["Orange", "harbour bakery"], result.Observations.Select(o => o.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_title_that_stands_is_read_once_and_timed_by_the_samples_it_is_seen_in()
    {
        using var drawn = await RenderedFrames.DrawAsync(
            "color=c=navy", 640, 360, 8, RenderedFrames.Text("Northern Lights", "fontsize=36:fontcolor=white:x=150:y=160:enable='between(t,1,5.9)'"));

        var result = await ReadAsync(drawn);

        var seen = Assert.Single(result.Observations);
        Assert.Equal("Northern Lights", seen.Text);
        Assert.Equal(1, seen.Range.Start.Seconds);
        Assert.Equal(6, seen.Range.End.Seconds);
        Assert.Equal(16, _reader.Counters.Frames);
        Assert.InRange(_reader.Counters.Runs, 1, 2);
    }

    [Fact]
    public async Task A_lower_third_over_a_moving_scene_is_one_observation_and_is_not_read_in_every_frame()
    {
        using var drawn = await RenderedFrames.DrawAsync(
            "gradients=speed=0.2:n=4:seed=5", 640, 360, 8, "drawbox=x=0:y=270:w=640:h=70:color=black@0.6:t=fill",
            RenderedFrames.Text("Maria Jensen", "fontsize=24:fontcolor=white:x=40:y=280"),
            RenderedFrames.Text("Head of Research", "fontsize=18:fontcolor=white:x=40:y=312"));

        var result = await ReadAsync(drawn);

        var seen = Assert.Single(result.Observations);
        Assert.Equal("Maria Jensen\nHead of Research", seen.Text);
        Assert.Equal(drawn.Range, seen.Range);
        Assert.InRange(_reader.Counters.FramesRead, 1, 4);
    }

    [Fact]
    public async Task A_clock_is_read_at_each_change()
    {
        var times = Enumerable.Range(0, 6).Select(i => $"01:1{i + 3}").ToList();
        using var drawn = await RenderedFrames.DrawAsync(
            "color=c=white", 640, 360, 6,
            [.. times.Select((time, i) => RenderedFrames.Text(time, $"fontsize=90:fontcolor=black:x=180:y=120:enable='between(t,{i},{i}.9)'"))]);

        var result = await ReadAsync(drawn);

        Assert.Equal(times, result.Observations.Select(o => o.Text));
        Assert.Equal([0.0, 1, 2, 3, 4, 5], result.Observations.Select(o => o.Range.Start.Seconds));
        Assert.Equal([1.0, 2, 3, 4, 5, 6], result.Observations.Select(o => o.Range.End.Seconds));
    }

    [Fact]
    public async Task A_line_that_is_added_later_is_an_observation_of_its_own_time()
    {
        using var drawn = await RenderedFrames.DrawAsync(
            "color=c=white", 640, 360, 6,
            RenderedFrames.Text("Open a new window.", "fontsize=30:fontcolor=0x2050a0:x=60:y=120"),
            RenderedFrames.Text("Close the old one.", "fontsize=30:fontcolor=0x208040:x=60:y=170:enable='gte(t,3)'"));

        var result = await ReadAsync(drawn);

        Assert.Equal(["Open a new window.", "Close the old one."], result.Observations.Select(o => o.Text));
        Assert.Equal([0.0, 3], result.Observations.Select(o => o.Range.Start.Seconds));
        Assert.All(result.Observations, o => Assert.Equal(6, o.Range.End.Seconds));
    }

    [Fact]
    public async Task A_sign_that_the_camera_passes_is_one_observation_in_reading_order_though_its_upper_line_comes_late()
    {
        using var drawn = await RenderedFrames.DrawAsync(
            "color=c=white", 640, 360, 3,
            RenderedFrames.Text("Harbour Street", "fontsize=40:fontcolor=black:x=120:y=120+20*t"),
            RenderedFrames.Text("Old", "fontsize=56:fontcolor=black:x=180:y=55+20*t:enable='gte(t,1)'"));

        var result = await ReadAsync(drawn);

        Assert.Equal("Old\nHarbour Street", Assert.Single(result.Observations).Text);
    }

    [Fact]
    public async Task A_scrolling_page_is_followed_line_by_line()
    {
        string[] lines = ["The boat left in the morning", "with nine people on board", "and a crate of oranges", "that nobody had ordered"];
        using var drawn = await RenderedFrames.DrawAsync(
            "color=c=white", 640, 360, 6,
            [.. lines.Select((line, i) => RenderedFrames.Text(line, $"fontsize=24:fontcolor=black:x=80:y={200 + (40 * i)}-24*t"))]);

        var result = await ReadAsync(drawn);

        var seen = Assert.Single(result.Observations);
        Assert.Equal(string.Join('\n', lines), seen.Text);
        Assert.Equal(drawn.Range, seen.Range);
        Assert.InRange(_reader.Counters.Runs, 4, 24);
    }

    [Fact]
    public async Task Small_print_in_a_small_video_is_read()
    {
        using var drawn = await RenderedFrames.DrawAsync(
            "color=c=white", 320, 180, 1,
            RenderedFrames.Text("Institute for Ocean Science", "fontsize=11:fontcolor=black:x=20:y=60"),
            RenderedFrames.Text("Harbour Street 12", "fontsize=11:fontcolor=black:x=20:y=76"));

        var result = await ReadAsync(drawn);

        var words = string.Join(' ', result.Observations.Select(o => o.Text)).Split(' ', '\n');
        Assert.Superset(new HashSet<string>(["Institute", "for", "Ocean", "Science", "Harbour", "Street", "12"]), words.ToHashSet());
    }

    [Theory]
    [InlineData("{PARIS", "PARIS")]
    [InlineData("~Word|", "Word")]
    [InlineData("{name}", "{name}")]
    [InlineData("(at", "(at")]
    [InlineData("$5.00", "$5.00")]
    [InlineData("R&D?", "R&D?")]
    public void A_sign_at_the_edge_of_a_word_stays_only_where_print_uses_it(string read, string kept) => Assert.Equal(kept, WordRules.Trimmed(read));

    [Fact]
    public async Task A_title_a_third_of_the_picture_tall_is_read()
    {
        using var drawn = await RenderedFrames.DrawAsync("color=c=black", 640, 360, 1, RenderedFrames.Text("WINTER", "fontsize=140:fontcolor=white:x=40:y=110"));

        var result = await ReadAsync(drawn);

        Assert.Equal("WINTER", Assert.Single(result.Observations).Text);
    }

    [Theory]
    [InlineData("color=c=gray", "noise=alls=60:allf=t")]
    [InlineData("gradients=speed=0.1:n=8:seed=3", "null")]
    [InlineData("color=c=gray", "noise=alls=100:allf=t,gblur=sigma=2,eq=contrast=4")]
    [InlineData("color=c=gray", "noise=alls=100:allf=t,gblur=sigma=4,eq=contrast=8")]
    [InlineData("mandelbrot=maxiter=200", "null")]
    public async Task Nothing_is_read_where_nothing_is_written(string source, string filter)
    {
        using var drawn = await RenderedFrames.DrawAsync(source, 640, 360, 4, filter);

        var result = await ReadAsync(drawn);

        Assert.Empty(result.Observations);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 900)]
    [InlineData(900, 2)]
    [InlineData(18, 34)]
    public async Task A_frame_of_any_size_is_looked_at(int width, int height)
    {
        using var drawn = await RenderedFrames.DrawAsync("color=c=gray", width, height, 1, "noise=alls=80");

        Assert.Empty((await ReadAsync(drawn)).Observations);
    }

    [Fact]
    public async Task A_title_over_the_border_of_two_segments_is_read_in_the_first_only()
    {
        using var drawn = await RenderedFrames.DrawAsync(
            "color=c=navy", 640, 360, 8, RenderedFrames.Text("Northern Lights", "fontsize=36:fontcolor=white:x=150:y=160"));
        var (first, second) = (drawn.Frames.Take(8).ToList(), drawn.Frames.Skip(8).ToList());

        var before = await ReadAsync(first, new TimeRange(first[0].Time, second[0].Time), null);
        var runs = _reader.Counters.Runs;
        // A segment begins with its first frame on the container's clock, which may lie before its first sampled frame.
        var range = new TimeRange(second[0].Time, drawn.Range.End);
        var after = await ReadAsync(second, range, before.Carry);

        Assert.Equal(runs, _reader.Counters.Runs);
        var seen = Assert.Single(after.Observations);
        Assert.Equal("Northern Lights", seen.Text);
        Assert.Equal(range, seen.Range);
        Assert.InRange(before.Carry!.Length, 1, 8192);
    }

    [Fact]
    public async Task The_same_frames_and_carry_give_the_same_result()
    {
        using var drawn = await RenderedFrames.DrawAsync(
            "gradients=speed=0.2:n=4:seed=5", 640, 360, 3, RenderedFrames.Text("Pier 39", "fontsize=50:fontcolor=white:x=200:y=140"));

        var first = await ReadAsync(drawn);
        var again = await ReadAsync(drawn);

        Assert.NotEmpty(first.Observations);
        Assert.Equal(first.Observations.AsEnumerable(), again.Observations.AsEnumerable());
        Assert.Equal(first.Carry, again.Carry);
    }

    [Theory]
    [InlineData("not a carry")]
    [InlineData("AAAA")]
    public async Task A_damaged_carry_counts_as_none(string carry)
    {
        using var drawn = await RenderedFrames.DrawAsync("color=c=navy", 640, 360, 1, RenderedFrames.Text("Northern Lights", "fontsize=36:fontcolor=white:x=150:y=160"));

        var result = await ReadAsync(drawn.Frames, drawn.Range, carry);

        Assert.Equal("Northern Lights", Assert.Single(result.Observations).Text);
    }

    [Fact]
    public async Task Every_lease_is_given_back_when_a_session_is_abandoned()
    {
        using var drawn = await RenderedFrames.DrawAsync("color=c=navy", 640, 360, 4);
        await using (var session = _reader.Begin(null))
            foreach (var frame in drawn.Frames) await session.PushAsync(frame, TestContext.Current.CancellationToken);

        foreach (var frame in drawn.Frames) frame.Dispose();

        Assert.Equal(0, drawn.Outstanding);
    }

    [Fact]
    public void A_missing_language_is_told_in_a_sentence_that_says_what_to_install()
    {
        var problem = ScreenTextReader.Problem(new ScreenTextOptions { Language = "xyz" });

        Assert.Contains("xyz.traineddata", problem, StringComparison.Ordinal);
        Assert.Contains("install tesseract-ocr-xyz", problem, StringComparison.Ordinal);
        Assert.Null(ScreenTextReader.Problem(new ScreenTextOptions()));
    }

    [Fact]
    public async Task A_missing_language_fails_the_session_with_that_sentence()
    {
        using var reader = new ScreenTextReader(new ScreenTextOptions { Language = "xyz" });
        using var drawn = await RenderedFrames.DrawAsync("color=c=navy", 640, 360, 1);
        await using var session = reader.Begin(null);
        await session.PushAsync(drawn.Frames[0], TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<LongVpo.Media.Native.OcrException>(
            async () => await session.FinishAsync(drawn.Range, TestContext.Current.CancellationToken));

        Assert.Contains("xyz.traineddata", failure.Message, StringComparison.Ordinal);
    }

    private Task<ScreenTextResult> ReadAsync(RenderedFrames drawn) => ReadAsync(drawn.Frames, drawn.Range, null);

    private async Task<ScreenTextResult> ReadAsync(IReadOnlyList<Frame> frames, TimeRange range, string? carry)
    {
        await using var session = _reader.Begin(carry);
        foreach (var frame in frames) await session.PushAsync(frame, TestContext.Current.CancellationToken);
        return await session.FinishAsync(range, TestContext.Current.CancellationToken);
    }
}
