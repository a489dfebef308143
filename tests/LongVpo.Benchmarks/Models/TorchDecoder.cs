using System.Runtime.InteropServices;
using LongVpo.Models.Tensors;

namespace LongVpo.Benchmarks.Models;

/// <summary>A decoder of random weights over a training engine, written as networks are, with the optimizer that moves it.</summary>
internal sealed class TorchDecoder : IDisposable
{
    private const float Epsilon = 1e-6f;
    private readonly ITrainingEngine _engine;
    private readonly TorchShape _shape;
    private readonly List<Tensor> _weights = [];
    private readonly Stream? _copy;
    private readonly Tensor _table;
    private readonly Layer[] _layers;
    private readonly Tensor _norm;
    private readonly Tensor _head;
    private readonly IAdamW _optimizer;
    private uint _seed = 1;

    /// <param name="engine">What calculates.</param>
    /// <param name="shape">How large it is.</param>
    /// <param name="copy">Takes the weights in the order of their making, for a peer that is to have the same.</param>
    public TorchDecoder(ITrainingEngine engine, TorchShape shape, Stream? copy)
    {
        (_engine, _shape, _copy) = (engine, shape, copy);
        var across = shape.KeyHeads * shape.HeadWidth;
        _table = Weight(shape.Vocabulary, shape.Width);
        _layers = [.. Enumerable.Range(0, shape.Layers).Select(_ => new Layer(
            Weight(shape.Width), Weight(shape.Width, shape.Width), Weight(across, shape.Width), Weight(across, shape.Width), Weight(shape.Width, shape.Width),
            Weight(shape.Width), Weight(shape.Hidden, shape.Width), Weight(shape.Hidden, shape.Width), Weight(shape.Width, shape.Hidden)))];
        _norm = Weight(shape.Width);
        _head = Weight(shape.Vocabulary, shape.Width);
        foreach (var weight in _weights) engine.WantGradient(weight, true);
        _optimizer = engine.AdamW(_weights, new AdamWSettings());
    }

    /// <summary>One pass over one sequence without gradients; the mean of all logits.</summary>
    public double Forward(int tokens)
    {
        using var scope = _engine.OpenScope();
        using var off = _engine.NoGradient();
        return Number(_engine.Mean(Logits(Ids(tokens), [tokens])));
    }

    /// <summary>Forward, backward and a step of AdamW; the loss before it.</summary>
    /// <param name="batch">Sequences.</param>
    /// <param name="tokens">Tokens of each.</param>
    /// <param name="between">Called with the loss before it is differentiated.</param>
    public double Train(int batch, int tokens, Action<Tensor>? between = null)
    {
        using var scope = _engine.OpenScope();
        var ids = Ids(batch * tokens);
        int[] targets = [.. Enumerable.Range(0, ids.Length).Select(i => i % tokens == tokens - 1 ? -1 : ids[i + 1])];
        var scores = _engine.TargetLogProbabilities(Logits(ids, [.. Enumerable.Repeat(tokens, batch)]), targets);
        var loss = _engine.Scale(_engine.SumRuns(scores, [ids.Length]), -1f / (batch * (tokens - 1)));
        between?.Invoke(loss);
        try
        {
            _engine.Backward(loss);
            _optimizer.Step(1e-4);
        }
        finally
        {
            foreach (var weight in _weights) _engine.ClearGradient(weight);
        }
        return Number(loss);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        foreach (var weight in _weights) weight.Dispose();
    }

    private Tensor Logits(int[] ids, int[] lengths)
    {
        var half = _shape.HeadWidth / 2;
        var (cosines, sines) = (new float[ids.Length * half], new float[ids.Length * half]);
        for (int token = 0, place = 0, sequence = 0; token < ids.Length; token++, place++)
        {
            if (place == lengths[sequence]) (place, sequence) = (0, sequence + 1);
            for (var i = 0; i < half; i++) (sines[(token * half) + i], cosines[(token * half) + i]) = MathF.SinCos(place * MathF.Pow(10000, -(float)i / half));
        }

        var (cosine, sine) = (_engine.From(cosines, ids.Length, half), _engine.From(sines, ids.Length, half));
        var x = _engine.Embed(_table, ids);
        foreach (var layer in _layers)
        {
            using var scope = _engine.OpenScope();
            x = scope.Keep(Run(layer, x, cosine, sine, lengths));
        }

        return _engine.Linear(_engine.RmsNorm(x, _norm, Epsilon), _head);
    }

    private Tensor Run(Layer layer, Tensor x, Tensor cosine, Tensor sine, int[] lengths)
    {
        var y = _engine.RmsNorm(x, layer.First, Epsilon);
        var q = _engine.Rotate(_engine.Linear(y, layer.Q), cosine, sine, _shape.HeadWidth);
        var k = _engine.Rotate(_engine.Linear(y, layer.K), cosine, sine, _shape.HeadWidth);
        var attended = _engine.CausalAttention(q, k, _engine.Linear(y, layer.V), lengths, new HeadShape(_shape.Heads, _shape.KeyHeads, _shape.HeadWidth));
        x = _engine.Add(x, _engine.Linear(attended, layer.O));
        y = _engine.RmsNorm(x, layer.Second, Epsilon);
        return _engine.Add(x, _engine.Linear(_engine.SwiGlu(_engine.Linear(y, layer.Gate), _engine.Linear(y, layer.Up)), layer.Down));
    }

    private int[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => (int)(i * 7919L % _shape.Vocabulary))];

    private double Number(Tensor tensor)
    {
        Span<float> number = stackalloc float[1];
        _engine.Read(tensor, number);
        return number[0];
    }

    // Matrices are scaled so that activations of any depth stay near one; a vector is a norm's, near one itself.
    private Tensor Weight(params ReadOnlySpan<int> shape)
    {
        var count = 1;
        foreach (var extent in shape) count *= extent;
        var numbers = new float[count];
        var scale = (shape.Length == 1 ? 0.1f : 1.7f / MathF.Sqrt(shape[^1])) / int.MaxValue;
        foreach (ref var number in numbers.AsSpan())
        {
            _seed = (_seed * 1664525) + 1013904223;
            number = ((int)_seed * scale) + (shape.Length == 1 ? 1 : 0);
        }

        var bytes = MemoryMarshal.AsBytes(numbers.AsSpan());
        _copy?.Write(bytes);
        var weight = _engine.Weight(bytes, ElementType.Float32, ElementType.Float32, shape);
        _weights.Add(weight);
        return weight;
    }

    private sealed record Layer(Tensor First, Tensor Q, Tensor K, Tensor V, Tensor O, Tensor Second, Tensor Gate, Tensor Up, Tensor Down);
}
