using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>
/// One layer of the text decoder: causal attention with grouped heads and rotated positions, then a gated network. Qwen2 (biases on queries, keys and values), Qwen3 (these normalised
/// per head instead) and Llama (neither) differ only in what is there.
/// </summary>
internal sealed class DecoderLayer
{
    private readonly ITensorEngine _engine;
    private readonly HeadShape _heads;
    private readonly int _layer;
    private readonly string _seen;
    private readonly Norm _before;
    private readonly Norm _after;
    private readonly AttentionInput _input;
    private readonly Linear _output;
    private readonly Linear _gate;
    private readonly Linear _up;
    private readonly Linear _down;

    public DecoderLayer(ITensorEngine engine, TextConfig config, NetworkWeights weights, ILinearSource linears, int layer)
    {
        var block = WeightLayout.Block("text", layer);
        _engine = engine;
        _layer = layer;
        _seen = $"text.layer.{layer}";
        _heads = new HeadShape(config.Heads, config.KeyHeads, config.HeadWidth);
        (_before, _after) = (Root("norm1"), Root("norm2"));
        _output = Layer("attention.out");
        (_gate, _up, _down) = (Layer("mlp.gate"), Layer("mlp.up"), Layer("mlp.down"));
        _input = config.HeadNorms ? new AttentionInput(linears, block, Root("attention.q_norm"), Root("attention.k_norm")) : new AttentionInput(linears, block, null, null);

        Linear Layer(string name) => linears.Linear($"{block}.{name}");
        Norm Root(string name) => new(engine, weights.Weight($"{block}.{name}.weight"), null, config.NormEpsilon);
    }

    /// <summary>Tokens [T, C] to tokens [T, C].</summary>
    public Tensor Apply(Tensor x, TextStep step, Tensor cosines, Tensor sines, INetworkTap? tap)
    {
        x = _engine.Add(x, Attend(_before.Apply(x), step, cosines, sines, tap));
        var normed = _after.Apply(x);
        tap?.Saw($"{_seen}.post_attention_layernorm", normed);
        var thought = _down.Apply(_engine.SwiGlu(_gate.Apply(normed), _up.Apply(normed)));
        tap?.Saw($"{_seen}.mlp_out", thought);
        x = _engine.Add(x, thought);
        tap?.Saw(_seen, x);
        return x;
    }

    private Tensor Attend(Tensor normed, TextStep step, Tensor cosines, Tensor sines, INetworkTap? tap)
    {
        tap?.Saw($"{_seen}.input_layernorm", normed);
        var (query, key, value) = _input.Of(normed, _seen, tap);
        query = _engine.Rotate(query, cosines, sines, _heads.Width);
        key = _engine.Rotate(key, cosines, sines, _heads.Width);
        var attended = _output.Apply(step switch
        {
            { Rows: { } rows } => _engine.CachedAttention(query, key, value, rows, _layer, _heads),
            { Branches: { } branches } => ((ITrainingEngine)_engine).BranchedAttention(query, key, value, branches, _heads),
            _ => _engine.CausalAttention(query, key, value, step.Counts, _heads),
        });
        tap?.Saw($"{_seen}.attn_out", attended);
        return attended;
    }
}
