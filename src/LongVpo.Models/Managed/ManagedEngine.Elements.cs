using System.Numerics.Tensors;
using LongVpo.Models.Managed.Kernels;
using Tensor = LongVpo.Models.Tensors.Tensor;

namespace LongVpo.Models.Managed;

/// <summary>Operations number by number and row by row.</summary>
public sealed partial class ManagedEngine
{
    private delegate void RowOperation(ReadOnlySpan<float> x, Span<float> y);

    private delegate void PairOperation(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> into);

    /// <inheritdoc/>
    public Tensor Add(Tensor a, Tensor b) => Pairwise(a, b, TensorPrimitives.Add);

    /// <inheritdoc/>
    public Tensor Multiply(Tensor a, Tensor b) => Pairwise(a, b, TensorPrimitives.Multiply);

    /// <inheritdoc/>
    public Tensor Scale(Tensor x, float factor)
    {
        var result = Make(x.Shape);
        TensorPrimitives.Multiply(Numbers(x), factor, result.Numbers);
        return result;
    }

    /// <inheritdoc/>
    public Tensor AddScaled(Tensor residual, Tensor branch, Tensor scale)
    {
        RequireSame(residual, branch);
        Require(scale.Count == residual.Width, "A layer scale has one number per channel.");
        var to = Numbers(residual);
        var from = Numbers(branch);
        var by = Numbers(scale);
        var result = Make(residual.Shape);
        var into = result.Numbers;
        for (var at = 0; at < into.Length; at += by.Length) TensorPrimitives.MultiplyAdd(from.Slice(at, by.Length), by, to.Slice(at, by.Length), into.Slice(at, by.Length));
        return result;
    }

    /// <inheritdoc/>
    public Tensor LayerNorm(Tensor x, Tensor weight, Tensor bias, float epsilon)
    {
        Require(weight.Count == x.Width && bias.Count == x.Width, "A layer norm has one weight and one bias per channel.");
        var from = Numbers(x);
        var by = Numbers(weight);
        var plus = Numbers(bias);
        var result = Make(x.Shape);
        var into = result.Numbers;
        for (var at = 0; at < into.Length; at += by.Length) Elements.LayerNorm(from.Slice(at, by.Length), by, plus, epsilon, into.Slice(at, by.Length));
        return result;
    }

    /// <inheritdoc/>
    public Tensor RmsNorm(Tensor x, Tensor weight, float epsilon)
    {
        var width = (int)weight.Count;
        Require(width > 0 && x.Width % width == 0, "A row is a multiple of the norm's weight.");
        var from = Numbers(x);
        var by = Numbers(weight);
        var result = Make(x.Shape);
        var into = result.Numbers;
        for (var at = 0; at < into.Length; at += width) Elements.RmsNorm(from.Slice(at, width), by, epsilon, into.Slice(at, width));
        return result;
    }

    /// <inheritdoc/>
    public Tensor Gelu(Tensor x)
    {
        var result = Make(x.Shape);
        Elements.Gelu(Numbers(x), result.Numbers);
        return result;
    }

    /// <inheritdoc/>
    public Tensor SwiGlu(Tensor gate, Tensor up)
    {
        RequireSame(gate, up);
        var result = Make(gate.Shape);
        Elements.SwiGlu(Numbers(gate), Numbers(up), result.Numbers);
        return result;
    }

    /// <inheritdoc/>
    public Tensor Softmax(Tensor x) => RowByRow(x, Elements.Softmax);

    /// <inheritdoc/>
    public Tensor LogSoftmax(Tensor x) => RowByRow(x, Elements.LogSoftmax);

    /// <inheritdoc/>
    public Tensor Rotate(Tensor x, Tensor cosines, Tensor sines, int headWidth)
    {
        var half = headWidth / 2;
        Require(headWidth > 0 && headWidth % 2 == 0 && x.Width % headWidth == 0, $"Rows of {x.Width} channels do not consist of heads of {headWidth}.");
        Require(cosines.Rows == x.Rows && sines.Rows == x.Rows && cosines.Width == half && sines.Width == half, $"There must be {half} cosines and sines per row.");
        var from = Numbers(x);
        var cosine = Numbers(cosines);
        var sine = Numbers(sines);
        var result = Make(x.Shape);
        var into = result.Numbers;
        for (var row = 0; row < x.Rows; row++)
        {
            for (var at = row * x.Width; at < (row + 1) * x.Width; at += headWidth)
                Elements.Rotate(from.Slice(at, headWidth), cosine.Slice(row * half, half), sine.Slice(row * half, half), into.Slice(at, headWidth));
        }

        return result;
    }

    /// <inheritdoc/>
    public int[] ArgMax(Tensor x)
    {
        Require(x.Width > 0, "Rows without numbers have no largest.");
        var from = Numbers(x);
        var places = new int[x.Rows];
        for (var row = 0; row < places.Length; row++) places[row] = TensorPrimitives.IndexOfMax(from.Slice(row * x.Width, x.Width));
        return places;
    }

    private ManagedTensor RowByRow(Tensor x, RowOperation operation)
    {
        var from = Numbers(x);
        var result = Make(x.Shape);
        var into = result.Numbers;
        for (var at = 0; at < into.Length; at += x.Width) operation(from.Slice(at, x.Width), into.Slice(at, x.Width));
        return result;
    }

    private ManagedTensor Pairwise(Tensor a, Tensor b, PairOperation operation)
    {
        var x = Numbers(a);
        var y = Numbers(b);
        if (x.Length == y.Length && a.Rank == b.Rank) RequireSame(a, b);
        else Require(b.Count == a.Width, $"[{Text(b.Shape.AsSpan())}] is neither of the shape [{Text(a.Shape.AsSpan())}] nor one row of it.");
        var result = Make(a.Shape);
        var into = result.Numbers;
        for (var at = 0; at < into.Length; at += y.Length) operation(x.Slice(at, y.Length), y, into.Slice(at, y.Length));
        return result;
    }
}
