using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Media.Shots;
using LongVpo.TestKit;
using LongVpo.TestKit.Shots;

namespace LongVpo.Tests.Media.Shots;

/// <summary>Each kind of boundary and each thing that only looks like one, on films made for the purpose.</summary>
public sealed class ShotCutterTests
{
    [Fact]
    public void A_hard_cut_is_told_at_the_first_frame_of_the_new_shot()
    {
        var film = new SyntheticFilm(1, 25);
        film.Shoot(new SyntheticScene(1), 2);
        film.Cut();
        film.Shoot(new SyntheticScene(2), 2);

        var boundary = Assert.Single(Cut(film));

        Assert.Equal(Opening.Hard, boundary.Kind);
        Assert.Equal(film.Frames[50].Time, boundary.At);
        Assert.Equal(new TimeRange(boundary.At, boundary.At), boundary.Transition);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.0)]
    [InlineData(2.0)]
    public void A_dissolve_is_one_boundary_inside_its_mixed_stretch(double seconds)
    {
        var film = new SyntheticFilm(2, 25);
        var (before, after) = (new SyntheticScene(3), new SyntheticScene(5));
        film.Shoot(before, 3);
        film.Mix(before, after, seconds, "dissolve", (_, share) => share);
        film.Shoot(after, 3);

        var boundary = Assert.Single(Cut(film));

        Assert.Equal(Opening.Dissolve, boundary.Kind);
        Assert.InRange(boundary.At.Seconds, 3, 3 + seconds);
        Assert.True(boundary.Transition.Start <= boundary.At && boundary.At <= boundary.Transition.End, $"{boundary}");
        Assert.InRange(boundary.Transition.Duration.TotalSeconds, seconds * 0.4, (seconds * 1.2) + 0.2);
    }

    [Fact]
    public void A_cut_with_one_blended_frame_is_still_a_hard_cut()
    {
        var film = new SyntheticFilm(3, 24);
        var (before, after) = (new SyntheticScene(7), new SyntheticScene(8));
        film.Shoot(before, 2);
        film.Shoot(before, 1.0 / 24, change: (picture, _) => Blend(picture, after));
        film.Shoot(after, 2);

        var boundary = Assert.Single(Cut(film));

        Assert.Equal(Opening.Hard, boundary.Kind);
        Assert.InRange(boundary.At.Seconds, 2.0 - 0.001, 2.0 + (1.0 / 24) + 0.001);
    }

    [Fact]
    public void A_short_fade_through_black_is_one_boundary_where_the_new_picture_begins()
    {
        var film = new SyntheticFilm(4, 25);
        var (before, after) = (new SyntheticScene(9), new SyntheticScene(10));
        film.Shoot(before, 2);
        film.Fade(before, 0.6, 0, into: true);
        film.Blank(0.2, 0);
        film.Fade(after, 0.6, 0, into: false);
        film.Shoot(after, 2);

        var boundary = Assert.Single(Cut(film));

        Assert.Equal(Opening.Fade, boundary.Kind);
        Assert.InRange(boundary.At.Seconds, 2.7, 3.1);
        Assert.InRange(boundary.Transition.Start.Seconds, 1.9, 2.5);
        Assert.InRange(boundary.Transition.End.Seconds, 3.0, 3.5);
    }

    [Fact]
    public void A_long_black_between_fades_has_a_boundary_at_each_end()
    {
        var film = new SyntheticFilm(5, 25);
        var (before, after) = (new SyntheticScene(11), new SyntheticScene(12));
        film.Shoot(before, 2);
        film.Fade(before, 0.6, 0, into: true);
        film.Blank(2, 0);
        film.Fade(after, 0.6, 0, into: false);
        film.Shoot(after, 2);

        var told = Cut(film);

        Assert.Equal(2, told.Count);
        Assert.All(told, b => Assert.Equal(Opening.Fade, b.Kind));
        Assert.InRange(told[0].At.Seconds, 2.4, 2.7);
        Assert.InRange(told[1].At.Seconds, 4.5, 4.8);
    }

    [Fact]
    public void A_film_that_begins_black_opens_where_the_picture_rises()
    {
        var film = new SyntheticFilm(6, 24);
        var scene = new SyntheticScene(13);
        film.Blank(2, 0);
        film.Fade(scene, 1.5, 0, into: false);
        film.Shoot(scene, 2);

        var boundary = Assert.Single(Cut(film));

        Assert.Equal(Opening.Fade, boundary.Kind);
        Assert.InRange(boundary.At.Seconds, 2.0, 2.8);
    }

    [Fact]
    public void A_film_that_fades_out_at_its_end_closes_where_it_is_black()
    {
        var film = new SyntheticFilm(7, 24);
        var scene = new SyntheticScene(14);
        film.Shoot(scene, 3);
        film.Fade(scene, 0.8, 0, into: true);
        film.Blank(0.5, 0);

        var boundary = Assert.Single(Cut(film));

        Assert.Equal(Opening.Fade, boundary.Kind);
        Assert.InRange(boundary.At.Seconds, 3.5, 3.9);
    }

    [Fact]
    public void A_plain_picture_that_pictures_are_missing_after_begins_where_it_was_seen_first()
    {
        var film = new SyntheticFilm(7, 25);
        film.Shoot(new SyntheticScene(14), 2.4);
        film.Blank(2.6, 60);
        film.Shoot(new SyntheticScene(15), 2);

        // A coding that nobody can read begins 0.6 s after the cut and ends with the plain shot.
        var seen = film.Frames.Where(frame => frame.Time.Seconds is < 3 or >= 5);

        Assert.Equal([film.Frames[60].Time, film.Frames[125].Time], Cut(seen).Select(boundary => boundary.At));
    }

    [Fact]
    public void A_slide_that_changes_at_one_frame_per_second_is_a_cut()
    {
        var film = new SyntheticFilm(8, 1);
        film.Shoot(Still(15), 6);
        film.Cut();
        film.Shoot(Still(16), 5);

        Assert.Equal(film.Frames[6].Time, Assert.Single(Cut(film)).At);
    }

    [Fact]
    public void A_flash_is_not_a_cut() => Assert.Empty(CutOneShot(0.1, (picture, _) => Light(picture, 1.5f, 120)));

    [Fact]
    public void A_white_flash_that_hides_the_picture_is_not_a_cut() => Assert.Empty(CutOneShot(0.09, (picture, _) => Array.Fill(picture, 250, 0, 64 * 36)));

    [Fact]
    public void A_light_that_is_switched_on_is_not_a_cut() => Assert.Empty(CutOneShot(3, (picture, share) => Light(picture, share < 0.5 ? 1f : 0.6f, 0)));

    [Fact]
    public void A_frame_that_changes_its_colour_around_a_page_is_not_a_cut()
    {
        var film = new SyntheticFilm(9, 25);
        film.Shoot(Still(18), 6, change: (picture, share) =>
        {
            for (var i = 0; i < 64 * 36; i++)
                if (i % 64 < 6 || i % 64 >= 58 || i / 64 < 3 || i / 64 >= 33) picture[i] = share < 0.5 ? 190 : 60;
        });

        Assert.Empty(Cut(film));
    }

    [Fact]
    public void A_picture_that_stands_still_and_goes_on_is_not_a_cut()
    {
        var film = new SyntheticFilm(10, 25);
        var scene = new SyntheticScene(17) { PanX = 25, Noise = 0 };
        film.Shoot(scene, 2);
        var still = scene.Film(0, new Random(0));
        film.Shoot(scene, 1, change: (picture, _) => still.CopyTo(picture, 0));
        film.Shoot(scene, 2);

        Assert.DoesNotContain(Cut(film), b => b.At.Seconds < 2.9);
    }

    [Fact]
    public void Nothing_is_told_about_a_time_that_was_decided_before_and_the_decision_comes_within_the_latency()
    {
        var film = SyntheticSuite.Make(3);
        var cutter = new ShotCutter(new ShotOptions());
        var told = new List<ShotBoundary>();
        var interval = 1 / film.FramesPerSecond;
        foreach (var (time, thumb) in film.Frames)
        {
            var (decided, count) = (cutter.DecidedUntil, told.Count);
            cutter.Push(time, thumb, told);
            Assert.All(told.Skip(count), b => Assert.True(decided is null || b.At >= decided, $"{b} was told after {decided} was decided"));
            if (time.Seconds > 2) Assert.True(time.Since(cutter.DecidedUntil!.Value).TotalSeconds <= ShotCutter.Latency.TotalSeconds + interval);
        }

        Assert.Equal(told.OrderBy(b => b.At), told);
    }

    [Fact]
    public void A_frame_that_does_not_move_forward_is_refused()
    {
        var cutter = new ShotCutter(new ShotOptions());
        var thumb = new FrameThumb(new byte[FrameThumb.LumaLength], new byte[FrameThumb.ChromaLength], new byte[FrameThumb.ChromaLength]);
        cutter.Push(MediaTime.FromSeconds(1), thumb, []);

        Assert.Throws<ArgumentException>(() => cutter.Push(MediaTime.FromSeconds(1), thumb, []));
    }

    [Fact]
    public async Task Transitions_that_ffmpeg_renders_are_found()
    {
        using var folder = new TempFolder();
        var file = folder.File("transitions.mp4");
        await TestClips.MakeAsync(
            file,
            "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=4", "-f", "lavfi", "-i", "mandelbrot=s=320x180:r=25", "-f", "lavfi", "-i", "smptebars=s=320x180:r=25:d=5",
            "-filter_complex",
            "[1:v]trim=duration=4,setpts=PTS-STARTPTS[m];"
            + "[0:v][m]xfade=transition=fade:duration=0.8:offset=3,format=yuv420p[x];"
            + "[x][2:v]xfade=transition=wipeleft:duration=0.8:offset=6,fade=t=out:st=9.5:d=0.8,format=yuv420p",
            "-c:v", "libx264", "-preset", "ultrafast");

        var told = Cut(await ThumbReader.ReadAsync(file, TestContext.Current.CancellationToken));

        Assert.Contains(told, b => b.Kind == Opening.Dissolve && b.At.Seconds is >= 3 and <= 3.8);
        Assert.Contains(told, b => b.Kind == Opening.Dissolve && b.At.Seconds is >= 6 and <= 6.8);
        Assert.Contains(told, b => b.Kind == Opening.Fade && b.At.Seconds is >= 9.5 and <= 10.4);
        Assert.Equal(3, told.Count);
    }

    internal static List<ShotBoundary> Cut(IEnumerable<(MediaTime Time, FrameThumb Thumb)> frames)
    {
        var cutter = new ShotCutter(new ShotOptions());
        var told = new List<ShotBoundary>();
        foreach (var (time, thumb) in frames) cutter.Push(time, thumb, told);
        cutter.Finish(told);
        return told;
    }

    private static List<ShotBoundary> Cut(SyntheticFilm film) => Cut(film.Frames);

    private static List<ShotBoundary> CutOneShot(double seconds, Action<float[], double> change)
    {
        var film = new SyntheticFilm(9, 25);
        var scene = new SyntheticScene(18);
        film.Shoot(scene, 2);
        film.Shoot(scene, seconds, change: change);
        film.Shoot(scene, 2);
        return Cut(film);
    }

    private static SyntheticScene Still(int seed) => new(seed) { PanX = 0, PanY = 0 };

    private static void Light(float[] picture, float gain, float offset)
    {
        for (var i = 0; i < 64 * 36; i++) picture[i] = (picture[i] * gain) + offset;
    }

    private static void Blend(float[] picture, SyntheticScene other)
    {
        var second = other.Film(0, new Random(1));
        for (var i = 0; i < picture.Length; i++) picture[i] = (picture[i] + second[i]) / 2;
    }
}
