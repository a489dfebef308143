using System.Runtime.InteropServices;
using LongVpo.Models.Tensors;

namespace LongVpo.Benchmarks.Models;

/// <summary>A decoder of random weights (RMSNorm, RoPE, SwiGLU, untied head) over an engine, written as networks are, so that what is measured is what they will get.</summary>
internal sealed class BenchDecoder : IDisposable
{
    private readonly ITensorEngine _engine;
    private readonly DecoderShape _shape;
    private readonly List<Tensor> _weights = [];
    private readonly Tensor _table;
    private readonly Tensor _head;
    private readonly Tensor _norm;
    private readonly Layer[] _layers;
    private uint _seed = 1;

    public BenchDecoder(ITensorEngine engine, DecoderShape shape, ElementType held)
    {
        (_engine, _shape) = (engine, shape);
        var across = shape.KeyHeads * shape.HeadWidth;
        _table = Weight(ElementType.Float32, shape.Vocabulary, shape.Width);
        _layers = [.. Enumerable.Range(0, shape.Layers).Select(_ => new Layer(
            Ones(), Weight(held, shape.Width, shape.Width), Weight(held, across, shape.Width), Weight(held, across, shape.Width), Weight(held, shape.Width, shape.Width),
            Ones(), Weight(held, shape.Hidden, shape.Width), Weight(held, shape.Hidden, shape.Width), Weight(held, shape.Width, shape.Hidden)))];
        _norm = Ones();
        _head = Weight(held, shape.Vocabulary, shape.Width);
    }

    public KeyValueCache NewCache() => _engine.NewCache(new CacheShape(_shape.Layers, _shape.KeyHeads, _shape.HeadWidth));

    /// <summary>One step; the place of the largest logit of each row, or of each sequence's last row.</summary>
    public int[] Step(ReadOnlySpan<int> ids, CachedRow[] rows, bool lastOnly)
    {
        using var step = _engine.OpenScope();
        var half = _shape.HeadWidth / 2;
        var cosines = new float[ids.Length * half];
        var sines = new float[ids.Length * half];
        var last = new List<int>();
        var at = 0;
        foreach (var row in rows)
        {
            for (var token = 0; token < row.Count; token++, at++)
            {
                for (var i = 0; i < half; i++) (sines[(at * half) + i], cosines[(at * half) + i]) = MathF.SinCos((row.Cache.Length + token) * MathF.Pow(10000, -(float)i / half));
            }

            last.Add(at - 1);
        }

        var (cosine, sine) = (_engine.From(cosines, ids.Length, half), _engine.From(sines, ids.Length, half));
        var x = _engine.Embed(_table, ids);
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            using var scope = _engine.OpenScope();
            x = scope.Keep(Run(_layers[layer], layer, x, cosine, sine, rows));
        }

        if (lastOnly) x = _engine.TakeRows(x, [.. last]);
        var chosen = _engine.ArgMax(_engine.Linear(_engine.RmsNorm(x, _norm, 1e-6f), _head));
        foreach (var row in rows) row.Cache.Commit(row.Count);
        return chosen;
    }

    public void Dispose()
    {
        foreach (var weight in _weights) weight.Dispose();
    }

    private Tensor Run(Layer layer, int index, Tensor x, Tensor cosine, Tensor sine, CachedRow[] rows)
    {
        var y = _engine.RmsNorm(x, layer.First, 1e-6f);
        var q = _engine.Rotate(_engine.Linear(y, layer.Q), cosine, sine, _shape.HeadWidth);
        var k = _engine.Rotate(_engine.Linear(y, layer.K), cosine, sine, _shape.HeadWidth);
        var attended = _engine.CachedAttention(q, k, _engine.Linear(y, layer.V), rows, index, new HeadShape(_shape.Heads, _shape.KeyHeads, _shape.HeadWidth));
        x = _engine.Add(x, _engine.Linear(attended, layer.O));
        y = _engine.RmsNorm(x, layer.Second, 1e-6f);
        return _engine.Add(x, _engine.Linear(_engine.SwiGlu(_engine.Linear(y, layer.Gate), _engine.Linear(y, layer.Up)), layer.Down));
    }

    private Tensor Ones()
    {
        var ones = new float[_shape.Width];
        Array.Fill(ones, 1);
        return Held(_engine.Weight(MemoryMarshal.AsBytes<float>(ones), ElementType.Float32, ElementType.Float32, ones.Length));
    }

    private Tensor Weight(ElementType held, int outputs, int inputs)
    {
        var numbers = new float[outputs * inputs];
        // The scale keeps activations of any depth near one, so that no number becomes denormal or infinite, which would change the speed.
        var scale = 1.7f / MathF.Sqrt(inputs) / int.MaxValue;
        foreach (ref var number in numbers.AsSpan())
        {
            _seed = (_seed * 1664525) + 1013904223;
            number = (int)_seed * scale;
        }

        return Held(_engine.Weight(MemoryMarshal.AsBytes<float>(numbers), ElementType.Float32, held, outputs, inputs));
    }

    private Tensor Held(Tensor weight)
    {
        _weights.Add(weight);
        return weight;
    }

    private sealed record Layer(Tensor First, Tensor Q, Tensor K, Tensor V, Tensor O, Tensor Second, Tensor Gate, Tensor Up, Tensor Down);
}
