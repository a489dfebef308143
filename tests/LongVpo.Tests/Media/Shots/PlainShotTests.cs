using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Tests.Media.Observations;

namespace LongVpo.Tests.Media.Shots;

/// <summary>Pictures without structure are cut where their colour changes at once and rests, and nowhere else.</summary>
public sealed class PlainShotTests
{
    private static readonly FrameThumb Red = Footage.Plain(200, 0, 0);
    private static readonly FrameThumb Green = Footage.Plain(0, 101, 0);

    [Fact]
    public void Cards_that_differ_in_colour_alone_are_shots_of_their_own()
    {
        FrameThumb[] cards = [Red, Green, Footage.Plain(60, 60, 60), Footage.Plain(0, 0, 255), Footage.Plain(90, 60, 0), Footage.Plain(0, 0, 128), Footage.Plain(0, 0, 0), Red];

        var told = ShotCutterTests.Cut(Film(24, t => cards[(int)(t / 3)]));

        Assert.Equal([3.0, 6.0, 9.0, 12.0, 15.0, 18.0, 21.0], told.Select(b => b.At.Seconds));
        Assert.All(told, b => Assert.Equal(Opening.Hard, b.Kind));
    }

    [Fact]
    public void Halves_of_equal_brightness_are_cut_when_their_colours_change()
    {
        var before = Footage.Thumb((x, _) => x < 32 ? ((byte)200, (byte)0, (byte)0) : ((byte)0, (byte)102, (byte)0));
        var after = Footage.Thumb((_, y) => y < 18 ? ((byte)0, (byte)0, (byte)255) : ((byte)29, (byte)29, (byte)29));

        Assert.Equal(2.0, Assert.Single(ShotCutterTests.Cut(Film(4, t => t < 2 ? before : after))).At.Seconds);
    }

    [Fact]
    public void A_flash_over_a_card_is_not_a_cut() =>
        Assert.Empty(ShotCutterTests.Cut(Film(4, t => t is >= 2 and < 2.16 ? Footage.Plain(250, 250, 250) : Red)));

    [Fact]
    public void A_card_that_comes_back_was_interrupted() =>
        Assert.Empty(ShotCutterTests.Cut(Film(4, t => t is >= 2 and < 2.32 ? Green : Red)));

    [Fact]
    public void A_card_that_slowly_changes_its_colour_is_not_cut_hard() =>
        Assert.DoesNotContain(ShotCutterTests.Cut(Film(4, t => Footage.Plain(Level(200 - ((t - 1.5) * 250)), 0, Level((t - 1.5) * 250)))), b => b.Kind == Opening.Hard);

    [Fact]
    public void A_light_on_a_plain_wall_is_not_a_cut()
    {
        FrameThumb Wall(double light) => Footage.Thumb((x, _) => (Level((60 + x) * light), Level((60 + x) * light), Level((60 + x) * light)));

        Assert.Empty(ShotCutterTests.Cut(Film(4, t => t < 2 ? Wall(1) : Wall(1.4))));
    }

    private static byte Level(double level) => (byte)Math.Clamp(level, 0, 200);

    private static IEnumerable<(MediaTime Time, FrameThumb Thumb)> Film(double seconds, Func<double, FrameThumb> film)
    {
        for (var i = 0; i < seconds * 25; i++) yield return (Footage.At(i * 0.04), film(i * 0.04 + 0.001));
    }
}
