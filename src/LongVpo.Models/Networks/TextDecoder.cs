using System.Collections.Immutable;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>Reads tokens in order and says what may follow each (Qwen2, Qwen3 and Llama decoders).</summary>
internal sealed class TextDecoder
{
    private readonly ITensorEngine _engine;
    private readonly DecoderLayer[] _layers;
    private readonly Tensor _table;
    private readonly Norm _norm;
    private readonly Linear _head;

    public TextDecoder(ITensorEngine engine, TextConfig config, NetworkWeights weights, ILinearSource linears)
    {
        _engine = engine;
        Angles = new RotaryAngles(config.HeadWidth, config.Rope);
        _layers = [.. Enumerable.Range(0, config.Layers).Select(layer => new DecoderLayer(engine, config, weights, linears, layer))];
        _table = weights.Weight(WeightLayout.Embeddings);
        _norm = new Norm(engine, weights.Weight("text.norm.weight"), null, config.NormEpsilon);
        _head = linears.Linear("text.head");
    }

    /// <summary>How positions are rotated in.</summary>
    public RotaryAngles Angles { get; }

    /// <summary>Rows of the table for these ids: [T, C].</summary>
    public Tensor Embed(ReadOnlySpan<int> ids) => _engine.Embed(_table, ids);

    /// <summary>Tokens [T, C] through all layers and the last norm: [T, C]. The caches count the new tokens when the step is committed.</summary>
    public Tensor Read(Tensor tokens, TextStep step, INetworkTap? tap) => Read(tokens, step, [], tap).Last;

    /// <summary>Likewise, and what stood behind so many first layers, through the same norm, in the order of the layers.</summary>
    public (Tensor Last, ImmutableArray<Tensor> Early) Read(Tensor tokens, TextStep step, ImmutableArray<int> early, INetworkTap? tap)
    {
        using var around = _engine.OpenScope();
        tap?.Saw("text.inputs_embeds", tokens);
        var (cosines, sines) = Angles.At(_engine, step.Positions, step.Lengths);
        tap?.Saw("text.rope_cos", cosines);
        tap?.Saw("text.rope_sin", sines);
        Tensor? last = null;
        var halfway = ImmutableArray.CreateBuilder<Tensor>(early.Length);
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            using var scope = _engine.OpenScope();
            var next = scope.Keep(_layers[layer].Apply(last ?? tokens, step, cosines, sines, tap));
            if (early.Contains(layer + 1)) halfway.Add(scope.Keep(_norm.Apply(next)));
            last?.Dispose();
            last = next;
        }

        tokens = _norm.Apply(last ?? tokens);
        tap?.Saw("text.final_norm", tokens);
        return (around.Keep(tokens), [.. halfway.Select(around.Keep)]);
    }

    /// <summary>Scores [T, V] of what follows each of these finished tokens.</summary>
    public Tensor Scores(Tensor tokens, INetworkTap? tap)
    {
        var scores = _head.Apply(tokens);
        tap?.Saw("logits", scores);
        return scores;
    }
}
