using System.Numerics.Tensors;
using LongVpo.Core.Frames;

namespace LongVpo.Training.Preferences.Stage1.Worlds;

/// <summary>
/// Describes a clip by its brightest thing: which hue it has and what outline, wherever it stands and however large it is. Places, numbers and actions are left out on purpose: clips that
/// share them are welcome beside an anchor, and only another sight of the same thing is not.
/// </summary>
public sealed class OutlineDescriptor : IClipDescriptor
{
    private const int HueBins = 24;
    private const int GreyBins = 1;
    private const int Grid = 8;

    // Things are brighter than places: of eight bits, and of the largest channel.
    private const int Bright = 165;
    private const int LeastPixels = 6;

    /// <inheritdoc/>
    public string Name => "outline/1";

    /// <inheritdoc/>
    public ReadOnlyMemory<float> Of(IReadOnlyList<StillFrame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var (hues, outline) = (new float[HueBins + GreyBins], new float[Grid * Grid]);
        foreach (var frame in frames)
        {
            var bins = Bins(frame);
            var counts = new int[HueBins + GreyBins];
            foreach (var bin in bins.Where(static bin => bin >= 0)) counts[bin]++;
            var main = Main(counts);
            var pixels = Largest(Enumerable.Range(0, bins.Length).Where(i => IsNear(bins[i], main)).Select(i => (i % frame.Width, i / frame.Width)).ToHashSet());
            if (pixels.Count < LeastPixels) continue;
            Add(hues, counts, main);
            Add(outline, pixels);
        }

        if (TensorPrimitives.Norm(hues) == 0) return ReadOnlyMemory<float>.Empty;
        // Outlines share their middle; only what differs from a common one tells.
        TensorPrimitives.Subtract(outline, TensorPrimitives.Sum(outline) / outline.Length, outline);
        Even(hues);
        Even(outline);
        var half = (float)Math.Sqrt(0.5);
        var vector = new float[hues.Length + outline.Length];
        TensorPrimitives.Multiply(hues, half, vector);
        TensorPrimitives.Multiply(outline, half, vector.AsSpan(hues.Length));
        return vector;
    }

    // The hue of every bright pixel; -1 of all others.
    private static int[] Bins(StillFrame frame)
    {
        var rgb = frame.Rgb.Span;
        var bins = new int[frame.Width * frame.Height];
        for (var i = 0; i < bins.Length; i++)
        {
            var (r, g, b) = ((int)rgb[3 * i], (int)rgb[(3 * i) + 1], (int)rgb[(3 * i) + 2]);
            var (most, least) = (Math.Max(r, Math.Max(g, b)), Math.Min(r, Math.Min(g, b)));
            bins[i] = most < Bright ? -1 : (most - least) * 4 < most ? HueBins : Hue(r, g, b, most, most - least);
        }

        return bins;
    }

    private static int Hue(int r, int g, int b, int most, int spread)
    {
        var sixth = most == r ? ((double)(g - b) / spread) + 6 : most == g ? ((double)(b - r) / spread) + 2 : ((double)(r - g) / spread) + 4;
        return (int)(sixth * HueBins / 6) % HueBins;
    }

    private static int Main(int[] counts) => Enumerable.Range(0, counts.Length).MaxBy(bin => bin == HueBins ? counts[bin] : counts[bin] + counts[(bin + 1) % HueBins] + counts[(bin + HueBins - 1) % HueBins]);

    // A hue near the border of two bins falls now into the one and now into the other.
    private static bool IsNear(int bin, int main) => bin == main || (bin >= 0 && bin < HueBins && main < HueBins && Math.Abs(bin - main) is 1 or HueBins - 1);

    private static void Add(float[] hues, int[] counts, int main)
    {
        for (var bin = 0; bin < counts.Length; bin++)
        {
            if (!IsNear(bin, main)) continue;
            hues[bin] += counts[bin] * 0.5f;
            if (bin == HueBins) hues[bin] += counts[bin] * 0.5f;
            else
            {
                hues[(bin + 1) % HueBins] += counts[bin] * 0.25f;
                hues[(bin + HueBins - 1) % HueBins] += counts[bin] * 0.25f;
            }
        }
    }

    // A badge may have the colour of an actor, but it stands apart from it.
    private static List<(int X, int Y)> Largest(HashSet<(int X, int Y)> pixels)
    {
        var largest = new List<(int X, int Y)>();
        while (pixels.Count > largest.Count)
        {
            var piece = new List<(int X, int Y)> { pixels.First() };
            pixels.Remove(piece[0]);
            for (var i = 0; i < piece.Count; i++)
                for (var near = 0; near < 9; near++)
                {
                    var next = (piece[i].X + (near % 3) - 1, piece[i].Y + (near / 3) - 1);
                    if (pixels.Remove(next)) piece.Add(next);
                }

            if (piece.Count > largest.Count) largest = piece;
        }

        return largest;
    }

    // The pixels' bounding square, laid on a grid, so that size and place do not matter.
    private static void Add(float[] outline, List<(int X, int Y)> pixels)
    {
        var (left, right, top, bottom) = (pixels.Min(static p => p.X), pixels.Max(static p => p.X), pixels.Min(static p => p.Y), pixels.Max(static p => p.Y));
        var side = Math.Max(right - left, bottom - top) + 1;
        var (x, y) = (left - ((side - (right - left + 1)) / 2), top - ((side - (bottom - top + 1)) / 2));
        var set = pixels.ToHashSet();
        for (var row = 0; row < Grid; row++)
            for (var column = 0; column < Grid; column++)
                if (set.Contains((x + ((((2 * column) + 1) * side) / (2 * Grid)), y + ((((2 * row) + 1) * side) / (2 * Grid))))) outline[(row * Grid) + column]++;
    }

    private static void Even(float[] vector)
    {
        var norm = TensorPrimitives.Norm(vector);
        if (norm > 0) TensorPrimitives.Divide(vector, norm, vector);
    }
}
