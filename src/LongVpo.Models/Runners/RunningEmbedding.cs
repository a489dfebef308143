using System.Collections.Immutable;
using System.Numerics.Tensors;
using LongVpo.Core.Models;
using LongVpo.Models.Networks;

namespace LongVpo.Models.Runners;

/// <summary>A request for vectors of texts: the mean of what the decoder made of a text's tokens, brought to length 1. Each text is read whole.</summary>
internal sealed class RunningEmbedding(RequestId id, InternNetwork network, ImmutableArray<int[]> texts)
{
    private readonly List<ImmutableArray<float>> _vectors = [];

    public int PromptLeft => texts.Skip(_vectors.Count).Sum(static text => text.Length);

    /// <summary>Reads the next texts, as many as fit and at least one. A step that fails elsewhere may be tried again: what was read stays.</summary>
    public SlotResult Read(int tokens)
    {
        for (var first = true; _vectors.Count < texts.Length && (first || texts[_vectors.Count].Length <= tokens); first = false)
        {
            tokens -= texts[_vectors.Count].Length;
            _vectors.Add(Vector(texts[_vectors.Count]));
        }

        var done = _vectors.Count == texts.Length;
        return new SlotResult(id, PromptLeft) { Finish = done ? FinishReason.Stop : null, Vectors = done ? [.. _vectors] : [] };
    }

    private ImmutableArray<float> Vector(int[] ids)
    {
        using var scope = network.Engine.OpenScope();
        var read = network.Read(network.Embed(ids), TextStep.Whole(ids.Length));
        var rows = new float[read.Count];
        network.Engine.Read(read, rows);
        var sum = new float[read.Width];
        for (var row = 0; row < ids.Length; row++) TensorPrimitives.Add(sum, rows.AsSpan(row * read.Width, read.Width), sum);
        TensorPrimitives.Divide(sum, Math.Max(TensorPrimitives.Norm<float>(sum), float.Epsilon), sum);
        return [.. sum];
    }
}
