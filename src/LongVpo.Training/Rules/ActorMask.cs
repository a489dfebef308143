using LongVpo.Training.World;

namespace LongVpo.Training.Rules;

/// <summary>Where in a clip pixels of one colour are: the trace of whoever has it.</summary>
internal sealed class ActorMask
{
    // A pixel belongs to a colour when it is nearer to it than this in the sum of squares; noise is some 5 in each channel, brightness up to a tenth.
    private const int Near = 75 * 75;

    private readonly bool[] _holds = new bool[ClipPixels.Frames * ClipPixels.Side * ClipPixels.Side];

    private ActorMask(Colour colour) => Colour = colour;

    /// <summary>The colour.</summary>
    public Colour Colour { get; }

    /// <summary>Pixels in all frames.</summary>
    public int Pixels { get; private set; }

    /// <summary>The largest extent of any frame, in pixels.</summary>
    public int Extent => Enumerable.Range(0, ClipPixels.Frames).Max(frame => BoxOf(frame) is { } box ? Math.Max(box.Right - box.Left, box.Bottom - box.Top) + 1 : 0);

    /// <summary>Whether a pixel belongs to it.</summary>
    public bool Holds(int frame, int x, int y) => _holds[Place(frame, x, y)];

    /// <summary>The masks of all colours in a clip, hidden pixels left out.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="hides">Whether a pixel of a frame is hidden by the badge.</param>
    public static IReadOnlyList<ActorMask> Of(ClipPixels clip, Func<int, int, int, bool> hides)
    {
        ActorMask[] masks = [.. Enum.GetValues<Colour>().Select(static colour => new ActorMask(colour))];
        for (var frame = 0; frame < ClipPixels.Frames; frame++)
            for (var y = 0; y < ClipPixels.Side; y++)
                for (var x = 0; x < ClipPixels.Side; x++)
                {
                    var light = clip.At(frame, x, y);
                    if (hides(frame, x, y) || ClipPixels.Apart(light, clip.Ground) < 50 * 50) continue;
                    var nearest = masks.MinBy(mask => ClipPixels.Apart(light, Palette.Of(mask.Colour)))!;
                    if (ClipPixels.Apart(light, Palette.Of(nearest.Colour)) >= Near) continue;
                    nearest._holds[Place(frame, x, y)] = true;
                    nearest.Pixels++;
                }

        return masks;
    }

    /// <summary>Pixels of a frame.</summary>
    public int AreaOf(int frame) => _holds.AsSpan(frame * ClipPixels.Side * ClipPixels.Side, ClipPixels.Side * ClipPixels.Side).Count(true);

    /// <summary>The middle of a frame's pixels; null where there are none.</summary>
    public (double X, double Y)? MiddleOf(int frame)
    {
        var (sumX, sumY, count) = (0, 0, 0);
        for (var y = 0; y < ClipPixels.Side; y++)
            for (var x = 0; x < ClipPixels.Side; x++)
                if (Holds(frame, x, y)) (sumX, sumY, count) = (sumX + x, sumY + y, count + 1);
        return count == 0 ? null : (sumX / (double)count, sumY / (double)count);
    }

    /// <summary>The box around a frame's pixels, ends included; null where there are none.</summary>
    public (int Left, int Top, int Right, int Bottom)? BoxOf(int frame)
    {
        var (left, top, right, bottom) = (ClipPixels.Side, ClipPixels.Side, -1, -1);
        for (var y = 0; y < ClipPixels.Side; y++)
            for (var x = 0; x < ClipPixels.Side; x++)
                if (Holds(frame, x, y)) (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
        return right < 0 ? null : (left, top, right, bottom);
    }

    /// <summary>The largest piece of each frame alone, without specks and without somebody smaller of the same colour.</summary>
    public ActorMask Largest()
    {
        var largest = new ActorMask(Colour);
        for (var frame = 0; frame < ClipPixels.Frames; frame++)
        {
            var pieces = Pieces(frame);
            var most = pieces.Count == 0 ? 0 : pieces.Max(static piece => piece.Count);
            foreach (var at in pieces.Where(piece => piece.Count == most).Take(1).SelectMany(static piece => piece))
            {
                largest._holds[at] = true;
                largest.Pixels++;
            }
        }

        return largest;
    }

    private static int Place(int frame, int x, int y) => (((frame * ClipPixels.Side) + y) * ClipPixels.Side) + x;

    private List<List<int>> Pieces(int frame)
    {
        var (pieces, seen) = (new List<List<int>>(), new HashSet<int>());
        for (var y = 0; y < ClipPixels.Side; y++)
            for (var x = 0; x < ClipPixels.Side; x++)
            {
                if (!Holds(frame, x, y) || !seen.Add(Place(frame, x, y))) continue;
                var (piece, open) = (new List<int>(), new Stack<(int X, int Y)>([(x, y)]));
                while (open.TryPop(out var at))
                {
                    piece.Add(Place(frame, at.X, at.Y));
                    for (var dy = -1; dy <= 1; dy++)
                        for (var dx = -1; dx <= 1; dx++)
                        {
                            var (nx, ny) = (at.X + dx, at.Y + dy);
                            if (nx is >= 0 and < ClipPixels.Side && ny is >= 0 and < ClipPixels.Side && Holds(frame, nx, ny) && seen.Add(Place(frame, nx, ny))) open.Push((nx, ny));
                        }
                }

                pieces.Add(piece);
            }

        return pieces;
    }
}
