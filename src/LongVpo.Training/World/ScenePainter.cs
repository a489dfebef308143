namespace LongVpo.Training.World;

/// <summary>Draws one moment of a scene into a picture: place, bystander, actor, badge, noise, in this order.</summary>
internal static class ScenePainter
{
    private const int TextureCells = 8;
    private const int TextureDepth = 14;
    private const int BadgeGrid = 16;
    private const int ScaleBits = 20;

    /// <summary>Draws the scene into a picture of three bytes a pixel, rows from the top.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="time">Since the scene began, in 256ths of a step.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="rgb">Holds width times height times three bytes.</param>
    public static void Paint(Scene scene, int time, int width, int height, Span<byte> rgb)
    {
        PaintPlace(scene, width, height, rgb);
        if (scene.Bystander is { } bystander) PaintActor(bystander, Beside(scene, width, height), scene.Nuisance.Brightness, width, height, rgb);
        var pose = Pose.Of(scene, time, width, height);
        if (pose.IsSeen) PaintActor(scene.Actor, pose, scene.Nuisance.Brightness, width, height, rgb);
        if (time / 256 - Scene.BadgeFrom is >= 0 and < Scene.BadgeSteps) PaintBadge(scene, width, height, rgb);
        if (scene.Nuisance.Noise > 0) AddNoise(scene.Nuisance, time, rgb);
    }

    /// <summary>The bystander stands in the half where the actor does not begin, two thirds of its size.</summary>
    private static Pose Beside(Scene scene, int width, int height)
    {
        var half = scene.Nuisance.Size * Math.Min(width, height) / 12;
        var (right, down) = (scene.Nuisance.StartX < 512, scene.Nuisance.StartY < 512);
        return new Pose(right ? width * 256 - 2 * half : 2 * half, down ? height * 256 - 2 * half : 2 * half, half, IsSeen: true);
    }

    private static void PaintPlace(Scene scene, int width, int height, Span<byte> rgb)
    {
        var (r, g, b) = Lit(Palette.Of(scene.Place), scene.Nuisance.Brightness);
        var side = Math.Min(width, height);
        var seed = scene.Nuisance.Seed;
        var (phaseX, phaseY) = ((int)(seed & 0xFF), (int)((seed >> 8) & 0xFF));
        var at = 0;
        for (var y = 0; y < height; y++)
        {
            var down = y * TextureCells * 256 / side + phaseY;
            var (cell, left, right) = (-1, 0, 0);
            for (var x = 0; x < width; x++)
            {
                var over = x * TextureCells * 256 / side + phaseX;
                if (over >> 8 != cell)
                {
                    cell = over >> 8;
                    left = Between(seed, cell, down);
                    right = Between(seed, cell + 1, down);
                }

                var shade = (left + (((right - left) * (over & 255)) >> 8) - 128) * TextureDepth / 128;
                rgb[at++] = (byte)(r + shade);
                rgb[at++] = (byte)(g + shade);
                rgb[at++] = (byte)(b + shade);
            }
        }
    }

    private static int Between(ulong seed, int cell, int down)
    {
        var above = Knot(seed, cell, down >> 8);
        return above + (((Knot(seed, cell, (down >> 8) + 1) - above) * (down & 255)) >> 8);
    }

    private static int Knot(ulong seed, int x, int y) => (int)(WorldRandom.Mix(seed ^ ((ulong)(uint)x << 32) ^ (uint)y) & 0xFF);

    /// <summary>Edges are softened by four points a pixel, so that a shape moves by less than a pixel visibly.</summary>
    private static void PaintActor(Identity who, Pose pose, int brightness, int width, int height, Span<byte> rgb)
    {
        var (r, g, b) = Lit(Palette.Of(who.Colour), brightness);
        var (fromX, toX) = (Math.Max(0, (pose.X - pose.Half) >> 8), Math.Min(width - 1, (pose.X + pose.Half) >> 8));
        var (fromY, toY) = (Math.Max(0, (pose.Y - pose.Half) >> 8), Math.Min(height - 1, (pose.Y + pose.Half) >> 8));
        // One division a picture instead of eight a pixel.
        var scale = ((long)ShapeOutline.Half << ScaleBits) / pose.Half;
        for (var y = fromY; y <= toY; y++)
        {
            var upper = (int)((((y << 8) + 64 - pose.Y) * scale) >> ScaleBits);
            var lower = (int)((((y << 8) + 192 - pose.Y) * scale) >> ScaleBits);
            for (var x = fromX; x <= toX; x++)
            {
                var left = (int)((((x << 8) + 64 - pose.X) * scale) >> ScaleBits);
                var right = (int)((((x << 8) + 192 - pose.X) * scale) >> ScaleBits);
                var cover = Count(who.Shape, left, upper) + Count(who.Shape, right, upper) + Count(who.Shape, left, lower) + Count(who.Shape, right, lower);
                if (cover == 0) continue;
                var pixel = rgb.Slice((y * width + x) * 3, 3);
                pixel[0] = (byte)(pixel[0] + (r - pixel[0]) * cover / 4);
                pixel[1] = (byte)(pixel[1] + (g - pixel[1]) * cover / 4);
                pixel[2] = (byte)(pixel[2] + (b - pixel[2]) * cover / 4);
            }
        }
    }

    private static int Count(Shape shape, int x, int y) => ShapeOutline.Holds(shape, x, y) ? 1 : 0;

    /// <summary>A quarter of the shorter side in a corner: at 32 pixels one dot of the figure is one pixel, and the badge is one patch of a network that looks at eight by eight.</summary>
    private static void PaintBadge(Scene scene, int width, int height, Span<byte> rgb)
    {
        var side = Math.Max(1, Math.Min(width, height) / 4);
        var left = scene.Nuisance.BadgeCorner % 2 == 0 ? 0 : width - side;
        var top = scene.Nuisance.BadgeCorner < 2 ? 0 : height - side;
        for (var y = 0; y < side; y++)
        {
            // A dot is two cells of the badge's grid; the figure stands in the middle of it.
            var row = ((2 * y + 1) * BadgeGrid / (2 * side) - 1) >> 1;
            for (var x = 0; x < side; x++)
            {
                var column = ((2 * x + 1) * BadgeGrid / (2 * side) - 3) >> 1;
                rgb.Slice(((top + y) * width + left + x) * 3, 3).Fill(DigitGlyph.HasInk(scene.Digit, column, row) ? (byte)250 : (byte)5);
            }
        }
    }

    /// <summary>Two bytes of chance added up are near enough to a bell; their standard deviation is 104.5.</summary>
    private static void AddNoise(Nuisance nuisance, int time, Span<byte> rgb)
    {
        var key = WorldRandom.Mix(nuisance.Seed + (ulong)time);
        var scale = nuisance.Noise * 625 / 1000;
        for (var at = 0; at + 2 < rgb.Length; at += 3)
        {
            var chance = WorldRandom.Mix(key + (ulong)at);
            rgb[at] = Shifted(rgb[at], (int)(chance & 0xFF) + (int)((chance >> 8) & 0xFF), scale);
            rgb[at + 1] = Shifted(rgb[at + 1], (int)((chance >> 16) & 0xFF) + (int)((chance >> 24) & 0xFF), scale);
            rgb[at + 2] = Shifted(rgb[at + 2], (int)((chance >> 32) & 0xFF) + (int)((chance >> 40) & 0xFF), scale);
        }
    }

    private static byte Shifted(byte value, int chances, int scale) => (byte)Math.Clamp(value + (((chances - 255) * scale + 128) >> 8), 0, 255);

    private static (int R, int G, int B) Lit((int R, int G, int B) colour, int percent) =>
        (Math.Min(255, colour.R * percent / 100), Math.Min(255, colour.G * percent / 100), Math.Min(255, colour.B * percent / 100));
}
