namespace LongVpo.Training.World;

/// <summary>Draws one moment of a scene into a picture: place, bystander, actor, badge, noise, in this order.</summary>
internal static class ScenePainter
{
    private const int TextureCells = 8;
    private const int TextureDepth = 14;
    private const int BadgeDots = 8;
    private const int ScaleBits = 20;

    /// <summary>Draws the scene into a picture of three bytes a pixel, rows from the top.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="time">Since the scene began, in 256ths of a step.</param>
    /// <param name="canvas">The picture's size.</param>
    /// <param name="rgb">Holds width times height times three bytes.</param>
    public static void Paint(Scene scene, int time, Canvas canvas, Span<byte> rgb)
    {
        PaintStage(scene, canvas, rgb);
        PaintActor(scene, time, canvas, rgb);
        PaintBadge(scene, time, canvas, rgb);
        if (scene.Nuisance.Noise > 0) AddNoise(WorldRandom.Mix(scene.Nuisance.Seed + (ulong)time), scene.Nuisance.Noise, rgb);
    }

    /// <summary>Draws what stands still in a scene: the place and who is beside.</summary>
    public static void PaintStage(Scene scene, Canvas canvas, Span<byte> rgb)
    {
        PaintPlace(scene, canvas, rgb);
        if (scene.Bystander is { } bystander) PaintActor(bystander, Beside(scene, canvas), scene.Nuisance.Brightness, canvas, rgb);
    }

    /// <summary>Draws who acts, where it is seen.</summary>
    public static void PaintActor(Scene scene, int time, Canvas canvas, Span<byte> rgb)
    {
        var pose = Pose.Of(scene, time, canvas);
        if (pose.IsSeen) PaintActor(scene.Actor, pose, scene.Nuisance.Brightness, canvas, rgb);
    }

    /// <summary>The bystander stands in the half where the actor does not begin, two thirds of its size.</summary>
    private static Pose Beside(Scene scene, Canvas canvas)
    {
        var (halfX, halfY) = (scene.Nuisance.Size * canvas.UnitX / 12, scene.Nuisance.Size * canvas.UnitY / 12);
        var (right, down) = (scene.Nuisance.StartX < 512, scene.Nuisance.StartY < 512);
        return new Pose(right ? canvas.Width * 256 - 2 * halfX : 2 * halfX, down ? canvas.Height * 256 - 2 * halfY : 2 * halfY, halfX, halfY, IsSeen: true);
    }

    private static void PaintPlace(Scene scene, Canvas canvas, Span<byte> rgb)
    {
        var (r, g, b) = Lit(Palette.Of(scene.Place), scene.Nuisance.Brightness);
        var seed = scene.Nuisance.Seed;
        var (phaseX, phaseY) = ((int)(seed & 0xFF), (int)((seed >> 8) & 0xFF));
        var at = 0;
        for (var y = 0; y < canvas.Height; y++)
        {
            var down = y * TextureCells * 256 / canvas.UnitY + phaseY;
            var (cell, left, right) = (-1, 0, 0);
            for (var x = 0; x < canvas.Width; x++)
            {
                var over = x * TextureCells * 256 / canvas.UnitX + phaseX;
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
    private static void PaintActor(Identity who, Pose pose, int brightness, Canvas canvas, Span<byte> rgb)
    {
        var (r, g, b) = Lit(Palette.Of(who.Colour), brightness);
        var (fromX, toX) = (Math.Max(0, (pose.X - pose.HalfX) >> 8), Math.Min(canvas.Width - 1, (pose.X + pose.HalfX) >> 8));
        var (fromY, toY) = (Math.Max(0, (pose.Y - pose.HalfY) >> 8), Math.Min(canvas.Height - 1, (pose.Y + pose.HalfY) >> 8));
        // One division a picture instead of eight a pixel.
        var (scaleX, scaleY) = (((long)ShapeOutline.Half << ScaleBits) / pose.HalfX, ((long)ShapeOutline.Half << ScaleBits) / pose.HalfY);
        for (var y = fromY; y <= toY; y++)
        {
            var upper = (int)((((y << 8) + 64 - pose.Y) * scaleY) >> ScaleBits);
            var lower = (int)((((y << 8) + 192 - pose.Y) * scaleY) >> ScaleBits);
            for (var x = fromX; x <= toX; x++)
            {
                var left = (int)((((x << 8) + 64 - pose.X) * scaleX) >> ScaleBits);
                var right = (int)((((x << 8) + 192 - pose.X) * scaleX) >> ScaleBits);
                var cover = Count(who.Shape, left, upper) + Count(who.Shape, right, upper) + Count(who.Shape, left, lower) + Count(who.Shape, right, lower);
                if (cover == 0) continue;
                var pixel = rgb.Slice((y * canvas.Width + x) * 3, 3);
                pixel[0] = (byte)(pixel[0] + (r - pixel[0]) * cover / 4);
                pixel[1] = (byte)(pixel[1] + (g - pixel[1]) * cover / 4);
                pixel[2] = (byte)(pixel[2] + (b - pixel[2]) * cover / 4);
            }
        }
    }

    private static int Count(Shape shape, int x, int y) => ShapeOutline.Holds(shape, x, y) ? 1 : 0;

    /// <summary>A quarter of the shorter side in a corner: at 32 pixels one dot of the figure is one pixel, and the badge is one patch of a network that looks at eight by eight.</summary>
    public static void PaintBadge(Scene scene, int time, Canvas canvas, Span<byte> rgb)
    {
        if (time / 256 - Scene.BadgeFrom is < 0 or >= Scene.BadgeSteps) return;
        var (sideX, sideY) = (Math.Max(1, canvas.UnitX / 4), Math.Max(1, canvas.UnitY / 4));
        var left = scene.Nuisance.BadgeCorner % 2 == 0 ? 0 : canvas.Width - sideX;
        var top = scene.Nuisance.BadgeCorner < 2 ? 0 : canvas.Height - sideY;
        for (var y = 0; y < sideY; y++)
        {
            // Seven dots of eight: the figure stands in the middle.
            var row = canvas.IsForSquare ? y * BadgeDots / sideY : ((2 * y + 1) * BadgeDots / sideY - 1) >> 1;
            for (var x = 0; x < sideX; x++)
            {
                var column = canvas.IsForSquare ? x * BadgeDots / sideX - 1 : ((2 * x + 1) * BadgeDots / sideX - 3) >> 1;
                rgb.Slice(((top + y) * canvas.Width + left + x) * 3, 3).Fill(DigitGlyph.HasInk(scene.Digit, column, row) ? (byte)250 : (byte)5);
            }
        }
    }

    /// <summary>Two bytes of chance added up are near enough to a bell; their standard deviation is 104.5.</summary>
    /// <param name="key">Decides the grain.</param>
    /// <param name="noise">Standard deviation in thousandths of full scale.</param>
    /// <param name="rgb">The picture.</param>
    public static void AddNoise(ulong key, int noise, Span<byte> rgb)
    {
        var scale = noise * 625 / 1000;
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
