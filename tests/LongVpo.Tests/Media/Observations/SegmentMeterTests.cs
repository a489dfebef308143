using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Media.Observations;
using LongVpo.TestKit;
using LongVpo.TestKit.Shots;

namespace LongVpo.Tests.Media.Observations;

/// <summary>What is measured must be what a person would say, and where it is said to be must be where it is.</summary>
public sealed class SegmentMeterTests
{
    [Theory]
    [InlineData(0, 0, 0, "black")]
    [InlineData(20, 20, 25, "black")]
    [InlineData(255, 255, 255, "white")]
    [InlineData(245, 243, 240, "white")]
    [InlineData(128, 128, 128, "grey")]
    [InlineData(211, 211, 211, "grey")]
    [InlineData(220, 20, 30, "red")]
    [InlineData(139, 10, 15, "red")]
    [InlineData(255, 140, 0, "orange")]
    [InlineData(120, 72, 30, "brown")]
    [InlineData(101, 67, 33, "brown")]
    [InlineData(250, 230, 40, "yellow")]
    [InlineData(0, 128, 0, "green")]
    [InlineData(60, 200, 60, "green")]
    [InlineData(70, 90, 40, "green")]
    [InlineData(0, 210, 210, "cyan")]
    [InlineData(20, 40, 200, "blue")]
    [InlineData(0, 0, 255, "blue")]
    [InlineData(0, 0, 128, "blue")]
    [InlineData(0, 0, 104, "blue")]
    [InlineData(0, 0, 50, "black")]
    [InlineData(110, 160, 220, "blue")]
    [InlineData(128, 0, 128, "purple")]
    [InlineData(255, 160, 190, "pink")]
    public void A_colour_is_named_as_people_name_it(byte red, byte green, byte blue, string name)
    {
        var colour = Assert.Single(Footage.Measure(1, _ => Footage.Plain(red, green, blue)).Of(ObservationKind.Colour));

        Assert.Equal(name, colour.Text);
        Assert.Equal(1, colour.Value!.Value, 2);
    }

    [Fact]
    public void A_colour_that_comes_within_a_segment_is_told_from_when_on()
    {
        var colours = Footage.Measure(10, t => Framed(t < 4.8 ? ((byte)40, (byte)60, (byte)210) : ((byte)210, (byte)20, (byte)20))).Of(ObservationKind.Colour).ToList();

        Assert.Equal(Footage.Range(0, 10), colours.Single(c => c.Text == "white").Range);
        Assert.Equal(Footage.Range(0, 4.8), colours.Single(c => c.Text == "blue").Range);
        Assert.Equal(Footage.Range(4.8, 10), colours.Single(c => c.Text == "red").Range);
    }

    [Fact]
    public void Every_black_stretch_is_told_with_its_range()
    {
        var black = Footage.Measure(6, t => t is >= 1 and < 2 or >= 4 ? Footage.Plain(3, 3, 3) : Footage.Plain(90, 120, 60)).Of(ObservationKind.Black);

        Assert.Equal([Footage.Range(1, 2), Footage.Range(4, 6)], black.Select(b => b.Range));
    }

    [Fact]
    public void Navy_is_as_dark_as_black_and_not_black() => Assert.Empty(Footage.Measure(2, _ => Footage.Plain(0, 0, 128)).Of(ObservationKind.Black));

    [Theory]
    [InlineData(10, "dark")]
    [InlineData(80, "dim")]
    [InlineData(130, "medium")]
    [InlineData(220, "bright")]
    public void Brightness_is_the_mean_level_and_its_word(byte level, string word)
    {
        var brightness = Assert.Single(Footage.Measure(1, _ => Footage.Plain(level, level, level)).Of(ObservationKind.Brightness));

        Assert.Equal(word, brightness.Text);
        Assert.Equal(level / 255.0, brightness.Value!.Value, 2);
    }

    [Fact]
    public void A_still_picture_is_still_and_a_brisk_pan_moves_strongly()
    {
        Assert.Equal("still", MotionOf(speed: 0).Text);
        Assert.Equal("strong", MotionOf(speed: 90).Text);
        Assert.True(MotionOf(speed: 6).Value < MotionOf(speed: 30).Value);
    }

    [Theory]
    [InlineData(25, 0, 0, "pan right")]
    [InlineData(-25, 0, 0, "pan left")]
    [InlineData(0, 16, 0, "tilt down")]
    [InlineData(0, -16, 0, "tilt up")]
    [InlineData(0, 0, 0.25, "zoom in")]
    [InlineData(0, 0, -0.25, "zoom out")]
    public void A_movement_of_the_whole_picture_is_named_by_the_cameras_direction(float panX, float panY, float zoom, string name)
    {
        var camera = Footage.Measure(1.6, Filmed(panX, panY, zoom, shake: 0)).Of(ObservationKind.Camera);

        Assert.Equal(name, Assert.Single(camera).Text);
    }

    [Fact]
    public void A_thing_that_crosses_a_still_picture_is_no_movement_of_the_camera()
    {
        var scene = Filmed(0, 0, 0, shake: 0);

        Assert.Empty(Footage.Measure(3, t => WithBall(scene(t), 64 * t / 3)).Of(ObservationKind.Camera));
    }

    [Fact]
    public void A_camera_that_is_thrown_about_shakes()
    {
        var camera = Footage.Measure(4, Filmed(0, 0, 0, shake: 5)).Of(ObservationKind.Camera);

        Assert.Contains(camera, c => c.Text == "shake");
    }

    [Fact]
    public void Loudness_is_the_mean_level_and_silences_have_their_ranges()
    {
        var meter = new SegmentMeter(new ObservationOptions());
        for (var i = 0; i < 50; i++) meter.Add(Sound(i, amplitude: i is >= 20 and < 30 ? 0 : 3277));

        var told = meter.Measure(Footage.Span(0, 5)).Observations;

        var loudness = Assert.Single(told.Of(ObservationKind.Loudness));
        Assert.Equal("moderate", loudness.Text);
        Assert.Equal(20 * Math.Log10(0.1 / Math.Sqrt(2)) + (10 * Math.Log10(0.8)), loudness.Value!.Value, 0.2);
        Assert.Equal(Footage.Range(2, 3), Assert.Single(told.Of(ObservationKind.Silence)).Range);
    }

    [Fact]
    public void Without_sound_nothing_is_said_about_sound() =>
        Assert.DoesNotContain(Footage.Measure(1, _ => Footage.Plain(9, 9, 9)), o => o.Kind is ObservationKind.Loudness or ObservationKind.Silence);

    [Fact]
    public void Damaged_frames_are_counted_where_they_are()
    {
        var meter = new SegmentMeter(new ObservationOptions());
        for (var i = 0; i < 100; i++) meter.Add(new FrameDecoded(Footage.At(i * 0.04), Footage.Plain(50, 60, 70), null, i is 10 or 11 or 80));

        var measured = meter.Measure(Footage.Span(0, 4));

        Assert.Equal([2.0, 1.0], measured.Observations.Of(ObservationKind.Damage).Select(d => d.Value!.Value));
        Assert.Equal(Footage.Range(0.4, 0.48), measured.Observations.Of(ObservationKind.Damage).First().Range);
        Assert.Equal((100, 3), (measured.Frames, measured.Corrupt));
    }

    [Fact]
    public void The_opening_is_told_with_the_length_of_its_transition()
    {
        var span = Footage.Span(2, 6, Opening.Dissolve) with { Transition = Footage.Range(1.6, 2.4) };

        var cut = Assert.Single(new SegmentMeter(new ObservationOptions()).Measure(span).Observations);

        Assert.Equal((ObservationKind.Cut, "dissolve"), (cut.Kind, cut.Text));
        Assert.Equal(0.8, cut.Value!.Value, 3);
        Assert.Equal(Footage.Range(2, 2.4), cut.Range);
    }

    [Fact]
    public void Every_measurement_lies_within_its_segment_and_comes_in_order()
    {
        var film = SyntheticSuite.Make(2).Frames;
        var meter = new SegmentMeter(new ObservationOptions());
        var span = new SegmentSpan(new SegmentId(4), 2, new TimeRange(film[100].Time, film[300].Time), Opening.Hard, new TimeRange(film[100].Time, film[100].Time));
        foreach (var (time, thumb) in film.Skip(100).Take(200)) meter.Add(new FrameDecoded(time, thumb, null, false));

        var observations = meter.Measure(span).Observations;

        Assert.All(observations, o => Assert.True(o.Range.Start >= span.Range.Start && o.Range.End <= span.Range.End, $"{o}"));
        Assert.Equal(observations.OrderBy(o => o.Range.Start).ThenBy(o => o.Kind).Select(o => o.Kind), observations.Select(o => o.Kind));
    }

    [Fact]
    public async Task The_frame_of_the_counter_page_turns_red_green_and_blue_when_it_does()
    {
        var frames = await ThumbReader.ReadAsync(SharedFolder.Require("videos", "counter-300s.mp4"), TestContext.Current.CancellationToken);

        Assert.Equal(15.0, RedOf(10, 20).Range.Start.Seconds, 0.05);
        Assert.Contains(Colours(32, 42), c => c.Text == "green");
        Assert.Equal(45.0, Colours(40, 50).Single(c => c.Text == "blue").Range.Start.Seconds, 0.05);
        Assert.Contains(Colours(2, 12), c => c.Text == "grey");

        Observation RedOf(double start, double end) => Colours(start, end).Single(c => c.Text == "red");

        List<Observation> Colours(double start, double end)
        {
            var meter = new SegmentMeter(new ObservationOptions());
            foreach (var (time, thumb) in frames.Where(f => f.Time.Seconds >= start && f.Time.Seconds < end)) meter.Add(new FrameDecoded(time, thumb, null, false));
            return [.. meter.Measure(Footage.Span(start, end)).Observations.Of(ObservationKind.Colour)];
        }
    }

    private static Observation MotionOf(float speed)
    {
        var film = Filmed(speed, 0, 0, 0);
        return Assert.Single(Footage.Measure(1.2, film).Of(ObservationKind.Motion));
    }

    private static Func<double, FrameThumb> Filmed(float panX, float panY, float zoom, float shake)
    {
        var scene = new SyntheticScene(18) { PanX = panX, PanY = panY, Zoom = Math.Abs(zoom), Shake = shake, Noise = 0, IsEmpty = true };
        var film = new SyntheticFilm(1, 25);
        film.Shoot(scene, 5);
        // A zoom out is a zoom in played backwards.
        return seconds => film.Frames[(int)Math.Round((zoom < 0 ? 2.5 - seconds : seconds) * 25)].Thumb;
    }

    private static FrameThumb Framed((byte, byte, byte) colour) =>
        Footage.Thumb((x, y) => x is < 6 or >= 58 || y is < 4 or >= 32 ? colour : ((byte)255, (byte)255, (byte)255));

    private static FrameThumb WithBall(FrameThumb thumb, double x)
    {
        var luma = (byte[])thumb.Luma.Clone();
        for (var i = 0; i < luma.Length; i++)
            if (((i % 64) - x) * ((i % 64) - x) + (((i / 64) - 18) * ((i / 64) - 18)) < 40) luma[i] = 250;
        return new FrameThumb(luma, thumb.Blue, thumb.Red);
    }

    private static AudioDecoded Sound(int block, int amplitude) => new(
        Footage.Range(block * 0.1, (block + 1) * 0.1),
        Enumerable.Range(0, 1600).Select(i => (short)(amplitude * Math.Sin(2 * Math.PI * 440 * i / 16_000))).ToArray());
}
