using LongVpo.Core.Frames;

namespace LongVpo.Media.Observations;

/// <summary>
/// Describes a frame's look by what stays when a scene is filmed again: which colours there are, roughly where, and which way edges run.
/// Each part is centred on an average picture, so that unrelated scenes come out near 0 rather than near 1.
/// </summary>
internal static class LookDescriptor
{
    private const int Columns = 4;
    private const int Rows = 3;
    private const int Cells = Columns * Rows;
    private const int Directions = 6;
    private const int LumaBins = 6;
    private const int ChromaBins = 5;
    private const int ColourBins = LumaBins * ChromaBins * ChromaBins;
    private const int Length = (Cells * 3) + ColourBins + (Cells * Directions);

    /// <summary>How much each part counts; colour says most about a scene, edges least, since they move with what is in it.</summary>
    private const float LayoutWeight = 1f;
    private const float ColourWeight = 1.2f;
    private const float EdgeWeight = 0.5f;

    /// <summary>258 numbers: 12 cells x (luma, Cb, Cr), 150 colour bins, 12 cells x 6 edge directions.</summary>
    public static float[] Of(FrameThumb thumb)
    {
        var descriptor = new float[Length];
        Layout(thumb, descriptor.AsSpan(0, Cells * 3));
        Colours(thumb, descriptor.AsSpan(Cells * 3, ColourBins));
        Edges(thumb, descriptor.AsSpan((Cells * 3) + ColourBins));
        return descriptor;
    }

    /// <summary>Scales to length 1; a picture without any look of its own stays all zero.</summary>
    public static void Normalise(Span<float> values, float length = 1f)
    {
        var sum = 0f;
        foreach (var value in values) sum += value * value;
        if (sum <= 1e-12f) return;
        var factor = length / MathF.Sqrt(sum);
        for (var i = 0; i < values.Length; i++) values[i] *= factor;
    }

    private static void Layout(FrameThumb thumb, Span<float> into)
    {
        for (var y = 0; y < FrameThumb.Height; y++)
            for (var x = 0; x < FrameThumb.Width; x++) into[3 * CellOf(x, y)] += (thumb.Luma[(y * FrameThumb.Width) + x] - 110f) / 4;
        for (var y = 0; y < FrameThumb.ChromaHeight; y++)
        {
            for (var x = 0; x < FrameThumb.ChromaWidth; x++)
            {
                var cell = 3 * CellOf(2 * x, 2 * y);
                into[cell + 1] += 2 * (thumb.Blue[(y * FrameThumb.ChromaWidth) + x] - 128f);
                into[cell + 2] += 2 * (thumb.Red[(y * FrameThumb.ChromaWidth) + x] - 128f);
            }
        }

        Normalise(into, LayoutWeight);
    }

    private static void Colours(FrameThumb thumb, Span<float> into)
    {
        for (var y = 0; y < FrameThumb.ChromaHeight; y++)
        {
            for (var x = 0; x < FrameThumb.ChromaWidth; x++)
            {
                var chroma = (y * FrameThumb.ChromaWidth) + x;
                var luma = thumb.Luma[(2 * y * FrameThumb.Width) + (2 * x)];
                Spread(into, luma / 256f * LumaBins, ChromaBin(thumb.Blue[chroma]), ChromaBin(thumb.Red[chroma]));
            }
        }

        // Square roots keep one large flat area from being all that counts; the mean is what any picture has.
        var mean = 0f;
        for (var i = 0; i < into.Length; i++) mean += into[i] = MathF.Sqrt(into[i] / FrameThumb.ChromaLength);
        mean /= into.Length;
        for (var i = 0; i < into.Length; i++) into[i] -= mean;
        Normalise(into, ColourWeight);
    }

    /// <summary>Chroma on a scale that is finest around grey, where most pictures lie.</summary>
    private static float ChromaBin(byte level)
    {
        var offset = (level - 128) / 128f;
        return (ChromaBins / 2f) + (MathF.Sign(offset) * MathF.Sqrt(MathF.Abs(offset)) * ((ChromaBins / 2f) - 0.01f));
    }

    /// <summary>Shares a pixel among the bins around it, so that a little more light does not move it into another bin as a whole.</summary>
    private static void Spread(Span<float> into, float luma, float blue, float red)
    {
        var (l, lw) = Split(luma, LumaBins);
        var (b, bw) = Split(blue, ChromaBins);
        var (r, rw) = Split(red, ChromaBins);
        for (var i = 0; i < 8; i++)
        {
            var weight = ((i & 1) == 0 ? 1 - lw : lw) * ((i & 2) == 0 ? 1 - bw : bw) * ((i & 4) == 0 ? 1 - rw : rw);
            if (weight <= 0) continue;
            var (li, bi, ri) = (Math.Min(LumaBins - 1, l + (i & 1)), Math.Min(ChromaBins - 1, b + ((i >> 1) & 1)), Math.Min(ChromaBins - 1, r + ((i >> 2) & 1)));
            into[(((li * ChromaBins) + bi) * ChromaBins) + ri] += weight;
        }
    }

    private static (int Bin, float Weight) Split(float position, int bins)
    {
        var shifted = Math.Clamp(position - 0.5f, 0, bins - 1);
        var bin = (int)shifted;
        return (bin, shifted - bin);
    }

    private static void Edges(FrameThumb thumb, Span<float> into)
    {
        for (var y = 1; y < FrameThumb.Height - 1; y++)
        {
            for (var x = 1; x < FrameThumb.Width - 1; x++)
            {
                var at = (y * FrameThumb.Width) + x;
                float across = thumb.Luma[at + 1] - thumb.Luma[at - 1];
                float down = thumb.Luma[at + FrameThumb.Width] - thumb.Luma[at - FrameThumb.Width];
                var strength = MathF.Sqrt((across * across) + (down * down));
                if (strength < 8) continue;
                var angle = MathF.Atan2(down, across);
                if (angle < 0) angle += MathF.PI;
                into[(CellOf(x, y) * Directions) + ((int)(angle / MathF.PI * Directions) % Directions)] += strength;
            }
        }

        var mean = 0f;
        for (var i = 0; i < into.Length; i++) mean += into[i] = MathF.Sqrt(into[i]);
        mean /= into.Length;
        for (var i = 0; i < into.Length; i++) into[i] -= mean;
        Normalise(into, EdgeWeight);
    }

    private static int CellOf(int x, int y) => (y * Rows / FrameThumb.Height * Columns) + (x * Columns / FrameThumb.Width);
}
