using System.Numerics.Tensors;
using LongVpo.Models.Managed.Kernels;
using Tensor = LongVpo.Models.Tensors.Tensor;

namespace LongVpo.Models.Managed;

/// <summary>Operations number by number and row by row.</summary>
public sealed partial class ManagedEngine
{
    // What a number costs where an exponential or a division is needed, in multiply-adds.
    private const long CostOfExp = 16;

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
        var by = Own(weight);
        var plus = Own(bias);
        return RowByRow(x, x.Width, (from, into) => Elements.LayerNorm(from, by.Numbers, plus.Numbers, epsilon, into));
    }

    /// <inheritdoc/>
    public Tensor RmsNorm(Tensor x, Tensor weight, float epsilon)
    {
        var width = (int)weight.Count;
        Require(width > 0 && x.Width % width == 0, "A row is a multiple of the norm's weight.");
        var by = Own(weight);
        return RowByRow(x, width, (from, into) => Elements.RmsNorm(from, by.Numbers, epsilon, into));
    }

    /// <inheritdoc/>
    public Tensor Gelu(Tensor x)
    {
        var from = Own(x);
        var result = Make(x.Shape);
        Workers.Share(ThreadsFor(x.Rows), result.Length, Lanes.Count, result.Length * CostOfExp, (first, end) => Elements.Gelu(from.Numbers[first..end], result.Numbers[first..end]));
        return result;
    }

    /// <inheritdoc/>
    public Tensor SwiGlu(Tensor gate, Tensor up)
    {
        RequireSame(gate, up);
        var from = Own(gate);
        var by = Own(up);
        var result = Make(gate.Shape);
        Workers.Share(ThreadsFor(gate.Rows), result.Length, Lanes.Count, result.Length * CostOfExp, (first, end) => Elements.SwiGlu(from.Numbers[first..end], by.Numbers[first..end], result.Numbers[first..end]));
        return result;
    }

    /// <inheritdoc/>
    public Tensor Softmax(Tensor x) => RowByRow(x, x.Width, Elements.Softmax);

    /// <inheritdoc/>
    public Tensor LogSoftmax(Tensor x) => RowByRow(x, x.Width, Elements.LogSoftmax);

    /// <inheritdoc/>
    public Tensor Rotate(Tensor x, Tensor cosines, Tensor sines, int headWidth)
    {
        var half = headWidth / 2;
        Require(headWidth > 0 && headWidth % 2 == 0 && x.Width % headWidth == 0, $"Rows of {x.Width} channels do not consist of heads of {headWidth}.");
        Require(cosines.Rows == x.Rows && sines.Rows == x.Rows && cosines.Width == half && sines.Width == half, $"There must be {half} cosines and sines per row.");
        var from = Own(x);
        var cosine = Own(cosines);
        var sine = Own(sines);
        var result = Make(x.Shape);
        Workers.Share(ThreadsFor(x.Rows), x.Rows, 1, result.Length, (first, end) =>
        {
            for (var row = first; row < end; row++)
            {
                for (var at = 0; at < x.Width; at += headWidth)
                    Elements.Rotate(Rows(from, row, 1).Slice(at, headWidth), Rows(cosine, row, 1), Rows(sine, row, 1), Rows(result, row, 1).Slice(at, headWidth));
            }
        });
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

    private ManagedTensor RowByRow(Tensor x, int width, RowOperation operation)
    {
        var from = Own(x);
        var result = Make(x.Shape);
        Workers.Share(ThreadsFor(x.Rows), width == 0 ? 0 : result.Length / width, 1, result.Length * CostOfExp, (first, end) =>
        {
            for (var at = first * width; at < end * width; at += width) operation(from.Numbers.Slice(at, width), result.Numbers.Slice(at, width));
        });
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
