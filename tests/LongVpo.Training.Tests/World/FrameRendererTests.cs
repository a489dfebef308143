using LongVpo.Training.World;

namespace LongVpo.Training.Tests.World;

/// <summary>Holds frames to their script: the same bytes from the same seed, everything visible that is asked about, nothing shared between splits.</summary>
public sealed class FrameRendererTests
{
    private static readonly Nuisance Calm = new(7, 512, 512, 600, 384, 100, 1, 0);

    [Theory]
    [InlineData(32, 32, "a1cc5be1e3b2321a")]
    [InlineData(64, 36, "8e56f0f79f805624")]
    public void The_same_seed_gives_the_same_bytes_on_every_machine(int width, int height, string expected)
    {
        Assert.Equal(expected, Worlds.Hash(WorldScript.Clips(42, 8), width, height)[..16]);
        Assert.Equal(Worlds.Hash(WorldScript.Episode(42, 8), width, height), Worlds.Hash(WorldScript.Episode(42, 8), width, height));
    }

    [Fact]
    public void No_two_splits_share_a_frame()
    {
        var hashes = new Dictionary<string, WorldSplit>();
        foreach (var split in Enum.GetValues<WorldSplit>())
        {
            var (from, to) = SeedRanges.Of(split);
            for (var i = 0; i < 300; i++)
            {
                var script = WorldScript.Clips(from + i * (to - from) / 299, 1);
                var renderer = new FrameRenderer(script, 32, 32);
                for (var frame = 0; frame < renderer.FrameCount; frame++)
                {
                    var rgb = new byte[renderer.FrameBytes];
                    renderer.Render(frame, rgb);
                    var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(rgb));
                    if (!hashes.TryAdd(hash, split)) Assert.Equal(split, hashes[hash]);
                }
            }
        }
    }

    [Fact]
    public void Every_figure_can_be_read_off_the_badge_and_off_no_other_step()
    {
        for (var digit = 0; digit < 10; digit++)
        {
            var scene = Of(ActorAction.Blink) with { Digit = digit };
            for (var step = 0; step < Scene.Steps; step++)
            {
                var patch = Patch(Draw(scene, step), left: 24, top: 0);
                if (step is >= 2 and < 6) Assert.Equal(digit, Nearest(patch));
                else Assert.DoesNotContain(patch, value => value > 200);
            }
        }
    }

    [Fact]
    public void Shapes_differ_in_many_pixels_at_the_size_networks_see()
    {
        var drawn = Enum.GetValues<Shape>().Select(shape => Draw(Of(ActorAction.Blink) with { Actor = new Identity(Colour.White, shape) }, 0)).ToList();

        for (var i = 0; i < drawn.Count; i++)
            for (var j = 0; j < i; j++)
                Assert.True(Differing(drawn[i], drawn[j], by: 100) >= 10, $"{(Shape)i} and {(Shape)j}: {Differing(drawn[i], drawn[j], by: 100)}");
    }

    [Fact]
    public void Colours_and_places_are_apart_also_under_the_worst_light()
    {
        var colours = Enum.GetValues<Colour>().Select(c => Pixel(Draw(Of(ActorAction.Blink) with { Actor = new Identity(c, Shape.Square) }, 0), 16, 16)).ToList();
        var places = Enum.GetValues<Place>().Select(p => Pixel(Draw(Of(ActorAction.Blink) with { Place = p }, 0), 2, 28)).ToList();

        foreach (var all in new[] { colours, places })
            for (var i = 0; i < all.Count; i++)
                for (var j = 0; j < i; j++)
                    Assert.True(Distance(all[i], all[j]) > 40, $"{i} and {j}: {Distance(all[i], all[j])}");
        Assert.All(colours, c => Assert.All(places, p => Assert.True(Distance(c, p) > 80)));
    }

    [Fact]
    public void An_actor_does_what_its_script_says()
    {
        var random = WorldRandom.For(1, 99);
        foreach (var action in Enum.GetValues<ActorAction>())
        {
            for (var i = 0; i < 40; i++)
            {
                var scene = Of(action) with { Nuisance = Nuisance.Draw(random, action) with { Noise = 0, BadgeCorner = 0 }, Digit = 1 };
                var seen = Enumerable.Range(0, 8).Select(step => Middle(Draw(scene, step))).ToList();
                var ((x0, y0, size0), (x7, y7, size7)) = (seen[0], seen[6]);
                switch (action)
                {
                    case ActorAction.Left: Assert.True(x7 < x0 - 5 && Math.Abs(y7 - y0) < 3); break;
                    case ActorAction.Right: Assert.True(x7 > x0 + 5 && Math.Abs(y7 - y0) < 3); break;
                    case ActorAction.Up: Assert.True(y7 < y0 - 5 && Math.Abs(x7 - x0) < 3); break;
                    case ActorAction.Down: Assert.True(y7 > y0 + 5 && Math.Abs(x7 - x0) < 3); break;
                    case ActorAction.Grow: Assert.True(size7 > size0 * 2); break;
                    case ActorAction.Shrink: Assert.True(size0 > size7 * 2); break;
                    case ActorAction.Blink: Assert.True(size0 > 30 && seen[1].Size == 0 && seen[7].Size == 0); break;
                    default: Assert.True(seen[1].Y - y0 > 3 && seen[1].Y - seen[6].Y > 3 && seen[7].Y - seen[6].Y > 3); break;
                }
            }
        }
    }

    [Fact]
    public void What_cannot_be_drawn_is_said_in_a_sentence()
    {
        var script = WorldScript.Clips(1, 2);
        var renderer = new FrameRenderer(script, 32, 32);

        Assert.Contains("16 to 4096", Assert.Throws<ArgumentException>(() => new FrameRenderer(script, 8, 32)).Message, StringComparison.Ordinal);
        Assert.Contains("no frame 16", Assert.Throws<ArgumentException>(() => renderer.Render(16, new byte[4000])).Message, StringComparison.Ordinal);
        Assert.Contains("3072 bytes", Assert.Throws<ArgumentException>(() => renderer.Render(0, new byte[3071])).Message, StringComparison.Ordinal);
    }

    private static Scene Of(ActorAction action) => new(new Identity(Colour.White, Shape.Square), Place.Forest, action, 3, null, Calm);

    private static byte[] Draw(Scene scene, int step)
    {
        var rgb = new byte[32 * 32 * 3];
        new FrameRenderer(WorldScript.Compose(1, [scene]), 32, 32).Render(step, rgb);
        return rgb;
    }

    private static byte[] Patch(byte[] rgb, int left, int top) =>
        [.. from y in Enumerable.Range(top, 8) from x in Enumerable.Range(left, 8) select rgb[(y * 32 + x) * 3]];

    private static int Nearest(byte[] patch)
    {
        string[] dots =
        [
            "01110100011001110101110011000101110", "00100011000010000100001000010001110", "01110100010000100110010001000011111", "01110100010000100110000011000101110",
            "00010001100101010010111110001000010", "11111100001111000001000011000101110", "01110100001000011110100011000101110", "11111000010001000100001000100001000",
            "01110100011000101110100011000101110", "01110100011000101111000010000101110",
        ];
        var read = string.Concat(from y in Enumerable.Range(0, 7) from x in Enumerable.Range(1, 5) select patch[y * 8 + x] > 128 ? '1' : '0');
        return Array.IndexOf(dots, read);
    }

    private static int Differing(byte[] a, byte[] b, int by) => a.Zip(b).Chunk(3).Count(pixel => pixel.Any(p => Math.Abs(p.First - p.Second) > by));

    private static (int R, int G, int B) Pixel(byte[] rgb, int x, int y) => (rgb[(y * 32 + x) * 3], rgb[(y * 32 + x) * 3 + 1], rgb[(y * 32 + x) * 3 + 2]);

    private static int Distance((int R, int G, int B) a, (int R, int G, int B) b) => Math.Abs(a.R - b.R) + Math.Abs(a.G - b.G) + Math.Abs(a.B - b.B);

    /// <summary>Middle and area of what is white, the badge's corner left out.</summary>
    private static (double X, double Y, int Size) Middle(byte[] rgb)
    {
        var white = (from y in Enumerable.Range(0, 32) from x in Enumerable.Range(0, 32) where (x >= 8 || y >= 8) && Pixel(rgb, x, y) is { R: > 160, B: > 160 } select (x, y)).ToList();
        return white.Count == 0 ? (0, 0, 0) : (white.Average(p => p.x), white.Average(p => p.y), white.Count);
    }
}
