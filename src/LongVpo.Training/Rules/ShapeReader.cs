using LongVpo.Training.World;

namespace LongVpo.Training.Rules;

/// <summary>Tells which outline fits best over an actor: each is laid over its pixels in many places and sizes, and what covers and what sticks out is counted.</summary>
internal static class ShapeReader
{
    private const int FramesLooked = 3;
    private const int Margin = 2;

    /// <summary>The shape of an actor, by the frames that show most of it.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="actor">Where the actor is.</param>
    /// <param name="hides">Whether a pixel of a frame is hidden by the badge.</param>
    public static Shape Read(ClipPixels clip, ActorMask actor, Func<int, int, int, bool> hides)
    {
        int[] frames = [.. Enumerable.Range(0, ClipPixels.Frames).OrderByDescending(frame => actor.AreaOf(frame) - Hidden(actor, frame, hides)).Take(FramesLooked)];
        var shares = frames.Select(frame => Cover(clip, actor, frame, hides)).ToArray();
        return Enum.GetValues<Shape>().MinBy(shape => shares.Sum(share => Misfit(share, shape)));
    }

    private static int Hidden(ActorMask actor, int frame, Func<int, int, int, bool> hides)
    {
        if (actor.BoxOf(frame) is not { } box) return 0;
        var count = 0;
        for (var y = box.Top - 1; y <= box.Bottom + 1; y++)
            for (var x = box.Left - 1; x <= box.Right + 1; x++)
                if (hides(frame, x, y)) count++;
        return 4 * count;
    }

    /// <summary>How much of each pixel around the actor it covers, 0 to 1, from how far its light is on the way from the ground to the actor's own; below 0 where nobody can tell.</summary>
    private static (float[,] Share, double X, double Y, double Half) Cover(ClipPixels clip, ActorMask actor, int frame, Func<int, int, int, bool> hides)
    {
        if (actor.BoxOf(frame) is not { } box) return (new float[0, 0], 0, 0, 0);
        var (width, height) = (box.Right - box.Left + 1 + (2 * Margin), box.Bottom - box.Top + 1 + (2 * Margin));
        var share = new float[width, height];
        var (ground, own) = (clip.Ground, Palette.Of(actor.Colour));
        var (r, g, b) = (own.R - ground.R, own.G - ground.G, own.B - ground.B);
        var length = (double)((r * r) + (g * g) + (b * b));
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (px, py) = (box.Left - Margin + x, box.Top - Margin + y);
                if (px is < 0 or >= ClipPixels.Side || py is < 0 or >= ClipPixels.Side || hides(frame, px, py))
                {
                    share[x, y] = -1;
                    continue;
                }

                var light = clip.At(frame, px, py);
                share[x, y] = (float)Math.Clamp((((light.R - ground.R) * r) + ((light.G - ground.G) * g) + ((light.B - ground.B) * b)) / length, 0, 1);
            }

        return (share, width / 2.0, height / 2.0, Math.Max(width, height) / 2.0);
    }

    private static double Misfit((float[,] Share, double X, double Y, double Half) seen, Shape shape)
    {
        if (seen.Share.Length == 0) return 0;
        var best = double.MaxValue;
        for (var half = seen.Half - Margin - 0.5; half <= seen.Half - Margin + 1; half += 0.375)
            for (var y = seen.Y - 1; y <= seen.Y + 1; y += 0.5)
                for (var x = seen.X - 1; x <= seen.X + 1; x += 0.5)
                    best = Math.Min(best, Misfit(seen.Share, shape, x, y, half, best));
        return best;
    }

    private static double Misfit(float[,] share, Shape shape, double middleX, double middleY, double half, double enough)
    {
        var sum = 0.0;
        var scale = ShapeOutline.Half / half;
        for (var y = 0; y < share.GetLength(1); y++)
        {
            for (var x = 0; x < share.GetLength(0); x++)
            {
                if (share[x, y] < 0) continue;
                var (left, right) = ((int)((x + 0.25 - middleX) * scale), (int)((x + 0.75 - middleX) * scale));
                var (upper, lower) = ((int)((y + 0.25 - middleY) * scale), (int)((y + 0.75 - middleY) * scale));
                var covered = (One(shape, left, upper) + One(shape, right, upper) + One(shape, left, lower) + One(shape, right, lower)) / 4.0;
                sum += (covered - share[x, y]) * (covered - share[x, y]);
            }

            if (sum > enough) return sum;
        }

        return sum;
    }

    private static int One(Shape shape, int x, int y) => ShapeOutline.Holds(shape, x, y) ? 1 : 0;
}
