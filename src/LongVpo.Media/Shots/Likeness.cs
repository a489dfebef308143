using System.Numerics;
using LongVpo.Core.Frames;

namespace LongVpo.Media.Shots;

/// <summary>
/// Says how unlike two frames are, each way of looking on its own, because no single one survives both a fast pan and a muzzle flash.
/// </summary>
internal static class Likeness
{
    /// <summary>Structure per byte from which a block counts as textured, how few such blocks say nothing, and how little a kept block may differ.</summary>
    private const int TexturedLevels = 12;
    private const int FewestTextured = 8;
    private const float KeptDifference = 0.25f;

    /// <summary>Structure two blocks are given for free, so that the noise of two flat blocks is not all new.</summary>
    private const int FreeEnergy = 2 * 6 * Block.Width * Block.Height;

    /// <summary>Difference of a block below which it is the same and not searched for.</summary>
    private const int SameBlock = 3 * Block.Width * Block.Height;

    /// <summary>How far a block may have moved between two frames, in cells of the 64 x 36 thumb: a picture width in half a second at 24 frames per second.</summary>
    private const int SearchX = 6;
    private const int SearchY = 4;

    /// <summary>Mean absolute difference of the tiles over luma and both chroma planes, 0 to 255.</summary>
    public static float LayoutDistance(Look a, Look b) => (float)Sad(a.Layout, b.Layout) / Look.Tiles;

    /// <summary>As <see cref="LayoutDistance"/> over the two chroma planes alone.</summary>
    public static float ChromaDistance(Look a, Look b)
    {
        var sum = 0;
        for (var i = Look.Tiles; i < a.Layout.Length; i++) sum += Math.Abs(a.Layout[i] - b.Layout[i]);
        return (float)sum / Look.Tiles;
    }

    /// <summary>
    /// Share of the structure of <paramref name="b"/> that is not found near the same place in <paramref name="a"/>: 0 for the same, about 0.45 for unrelated pictures.
    /// </summary>
    public static float StructureDistance(Look a, Look b)
    {
        long unmatched = 0, all = 0;
        for (var y = 0; y < FrameThumb.Height; y += Block.Height)
        {
            for (var x = 0; x < FrameThumb.Width; x += Block.Width)
            {
                var block = new Block(b.Structure, x, y);
                all += Math.Max(block.Energy + new Block(a.Structure, x, y).Energy, FreeEnergy);
                unmatched += Best(block, a.Structure, x, y, SearchX, SearchY);
            }
        }

        return (float)unmatched / all;
    }

    /// <summary>Share of the textured blocks of <paramref name="b"/> that stand unchanged near the same place in <paramref name="a"/>; 0 when few blocks have texture.</summary>
    public static float KeptShare(Look a, Look b)
    {
        int kept = 0, textured = 0;
        for (var y = 0; y < FrameThumb.Height; y += Block.Height)
        {
            for (var x = 0; x < FrameThumb.Width; x += Block.Width)
            {
                var block = new Block(b.Structure, x, y);
                var energy = block.Energy;
                if (energy < TexturedLevels * Block.Width * Block.Height) continue;
                textured++;
                if (Best(block, a.Structure, x, y, 1, 1) < energy * KeptDifference) kept++;
            }
        }

        return textured < FewestTextured ? 0 : (float)kept / textured;
    }

    /// <summary>Correlation of the brightness of two frames, -1 to 1: near 1 for the same picture under another exposure.</summary>
    public static float Correlation(Look a, Look b)
    {
        long product = 0;
        var (left, right) = (a.Thumb.Luma, b.Thumb.Luma);
        for (var i = 0; i < left.Length; i++) product += left[i] * right[i];
        var covariance = ((float)product / left.Length) - (a.Mean * b.Mean);
        return covariance / MathF.Max(1, a.Deviation * b.Deviation);
    }

    /// <summary>
    /// How far the tiles of a frame are from having chosen a side: 0 when each shows what was there before or what comes after (a wipe), about 0.4 half way through a dissolve.
    /// </summary>
    public static float Indecision(Look from, Look at, Look to)
    {
        int undecided = 0, all = 0;
        for (var i = 0; i < at.Layout.Length; i++)
        {
            undecided += Math.Min(Math.Abs(at.Layout[i] - from.Layout[i]), Math.Abs(at.Layout[i] - to.Layout[i]));
            all += Math.Abs(from.Layout[i] - to.Layout[i]);
        }

        return (float)undecided / Math.Max(1, all);
    }

    private static int Best(in Block block, byte[] plane, int x, int y, int reachX, int reachY)
    {
        var best = block.Distance(plane, x, y);
        if (best < SameBlock) return best;
        for (var v = Math.Max(0, y - reachY); v <= Math.Min(FrameThumb.Height - Block.Height, y + reachY); v++)
            for (var u = Math.Max(0, x - reachX); u <= Math.Min(FrameThumb.Width - Block.Width, x + reachX); u++)
                best = Math.Min(best, block.Distance(plane, u, v));
        return best;
    }

    private static int Sad(byte[] a, byte[] b)
    {
        var sum = Vector<uint>.Zero;
        var step = Vector<byte>.Count;
        var i = 0;
        for (; i <= a.Length - step; i += step)
        {
            var left = new Vector<byte>(a, i);
            var right = new Vector<byte>(b, i);
            Vector.Widen(Vector.Max(left, right) - Vector.Min(left, right), out var low, out var high);
            Vector.Widen(low + high, out var first, out var second);
            sum += first + second;
        }

        var total = (int)Vector.Sum(sum);
        for (; i < a.Length; i++) total += Math.Abs(a[i] - b[i]);
        return total;
    }
}
