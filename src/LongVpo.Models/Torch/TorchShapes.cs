using LongVpo.Models.Tensors;

namespace LongVpo.Models.Torch;

/// <summary>Refuses shapes that libtorch would stretch until they fit, where a network that gives them has a fault.</summary>
internal static class TorchShapes
{
    public static void Holds(ReadOnlySpan<int> shape, long count)
    {
        var wanted = 1L;
        foreach (var extent in shape)
        {
            if (extent < 0) throw new ArgumentException($"A tensor cannot have the shape {Text(shape)}.");
            wanted = checked(wanted * extent);
        }
        if (wanted != count) throw new ArgumentException($"A tensor of shape {Text(shape)} holds {wanted} numbers, and {count} were given.");
    }

    public static void SameOrRow(Tensor a, Tensor b)
    {
        if (!a.Shape.AsSpan().SequenceEqual(b.Shape.AsSpan()) && (a.Rank == 0 || b.Count != a.Width)) throw Apart(a, b);
    }

    public static void Same(Tensor a, Tensor b)
    {
        if (!a.Shape.AsSpan().SequenceEqual(b.Shape.AsSpan())) throw Apart(a, b);
    }

    public static void Rotation(Tensor x, Tensor cosines, Tensor sines, int headWidth)
    {
        Same(cosines, sines);
        if (headWidth < 2 || headWidth % 2 != 0 || x.Rank != 2 || x.Width % headWidth != 0 || cosines.Rank != 2 || cosines.Shape[0] != x.Shape[0] || cosines.Width != headWidth / 2)
            throw new ArgumentException($"Rows of shape {Text(x.Shape.AsSpan())} with heads of {headWidth} cannot be turned by angles of shape {Text(cosines.Shape.AsSpan())}.");
    }

    public static string Text(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray())}]";

    private static ArgumentException Apart(Tensor a, Tensor b) => new($"Tensors of shapes {Text(a.Shape.AsSpan())} and {Text(b.Shape.AsSpan())} do not go together.");
}
