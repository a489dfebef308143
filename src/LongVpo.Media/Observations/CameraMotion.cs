using LongVpo.Core.Frames;
using LongVpo.Media.Shots;

namespace LongVpo.Media.Observations;

/// <summary>
/// How the picture as a whole moved between two frames: each textured block is looked for in the earlier frame, and one shift and zoom is fitted
/// to where they were found. Only when most blocks agree did the camera move; otherwise things moved in front of it.
/// </summary>
/// <param name="Right">How far the camera turned or moved to the right, in picture widths.</param>
/// <param name="Down">How far it tilted or moved down, in picture heights.</param>
/// <param name="In">How much it zoomed in: 0.1 shows everything a tenth larger.</param>
/// <param name="Agreement">Share of the textured blocks that fit, 0 to 1; 0 when too few blocks have texture to say.</param>
internal readonly record struct CameraMotion(double Right, double Down, double In, double Agreement)
{
    private const int ReachX = 14;
    private const int ReachY = 8;

    /// <summary>Structure a block needs, in levels per byte; flat blocks are found everywhere.</summary>
    private const int LeastTexture = 14;

    /// <summary>Blocks that must have texture before the whole picture can be said to move.</summary>
    private const int FewestBlocks = 12;

    /// <summary>Cost of one cell of shift, so that among equal matches the nearest is taken.</summary>
    private const int ShiftCost = 6;

    /// <summary>How far in cells a block may lie from the fit and still agree.</summary>
    private const double Tolerance = 1.2;

    private static readonly double CentreX = (FrameThumb.Width - Block.Width) / 2.0;
    private static readonly double CentreY = (FrameThumb.Height - Block.Height) / 2.0;

    public static CameraMotion Between(Look before, Look after)
    {
        var matches = new List<Match>();
        var textured = 0;
        for (var y = 0; y < FrameThumb.Height; y += Block.Height)
        {
            for (var x = 0; x < FrameThumb.Width; x += Block.Width)
            {
                var block = new Block(after.Structure, x, y);
                var energy = block.Energy;
                if (energy < LeastTexture * Block.Width * Block.Height) continue;
                textured++;
                if (Find(block, before.Structure, x, y, energy) is { } match) matches.Add(match);
            }
        }

        return textured < FewestBlocks || matches.Count < FewestBlocks / 2 ? default : Fit(matches, textured);
    }

    private static Match? Find(in Block block, byte[] plane, int x, int y, int energy)
    {
        var best = new Match(x - CentreX, y - CentreY, 0, 0);
        var cost = block.Distance(plane, x, y);
        for (var v = Math.Max(0, y - ReachY); v <= Math.Min(FrameThumb.Height - Block.Height, y + ReachY); v++)
        {
            for (var u = Math.Max(0, x - ReachX); u <= Math.Min(FrameThumb.Width - Block.Width, x + ReachX); u++)
            {
                var found = block.Distance(plane, u, v) + (ShiftCost * (Math.Abs(u - x) + Math.Abs(v - y)));
                if (found >= cost) continue;
                cost = found;
                best = best with { ShiftX = u - x, ShiftY = v - y };
            }
        }

        return cost < energy * 0.8 ? best : null;
    }

    private static CameraMotion Fit(List<Match> matches, int textured)
    {
        double x = Median(matches.Select(m => m.ShiftX)), y = Median(matches.Select(m => m.ShiftY)), zoom = 0;
        var near = matches;
        for (var round = 0; round < 4; round++)
        {
            var tolerance = round == 0 ? 3 * Tolerance : Tolerance;
            near = [.. matches.Where(m => m.Apart(x, y, zoom) <= tolerance)];
            if (near.Count < FewestBlocks / 2) return default;
            zoom = ZoomOf(near, x, y);
            x = near.Average(m => m.ShiftX + (zoom * m.X));
            y = near.Average(m => m.ShiftY + (zoom * m.Y));
        }

        return new CameraMotion(x / FrameThumb.Width, y / FrameThumb.Height, zoom, (double)near.Count / textured);
    }

    private static double ZoomOf(List<Match> matches, double x, double y)
    {
        double along = 0, square = 0;
        foreach (var match in matches)
        {
            along -= (match.X * (match.ShiftX - x)) + (match.Y * (match.ShiftY - y));
            square += (match.X * match.X) + (match.Y * match.Y);
        }

        return square > 0 ? along / square : 0;
    }

    private static double Median(IEnumerable<int> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>Where a block lies around the centre and how far from there it was found in the earlier frame, in cells.</summary>
    private readonly record struct Match(double X, double Y, int ShiftX, int ShiftY)
    {
        public double Apart(double x, double y, double zoom) =>
            Math.Max(Math.Abs(ShiftX - (x - (zoom * X))), Math.Abs(ShiftY - (y - (zoom * Y))));
    }
}
