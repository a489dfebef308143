using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>One block of the vision tower: attention, then a small network per place, each normalised before and scaled per channel after.</summary>
internal sealed class VisionBlock
{
    private readonly ITensorEngine _engine;
    private readonly HeadShape _heads;
    private readonly string _seen;
    private readonly Norm _before;
    private readonly Norm _after;
    private readonly AttentionInput _input;
    private readonly Linear _output;
    private readonly Linear _up;
    private readonly Linear _down;
    private readonly Tensor _attentionScale;
    private readonly Tensor _mlpScale;

    public VisionBlock(ITensorEngine engine, VisionConfig config, NetworkWeights weights, ILinearSource linears, int layer)
    {
        var block = WeightLayout.Block("vision", layer);
        _engine = engine;
        _seen = $"vit.layer.{layer}";
        _heads = new HeadShape(config.Heads, config.Heads, config.HeadWidth);
        (_before, _after) = (Normal("norm1"), Normal("norm2"));
        _output = Layer("attention.out");
        (_up, _down) = (Layer("mlp.fc1"), Layer("mlp.fc2"));
        (_attentionScale, _mlpScale) = (weights.Weight($"{block}.scale1"), weights.Weight($"{block}.scale2"));
        _input = config.QueryKeyNorm ? new AttentionInput(linears, block, Root("attention.q_norm"), Root("attention.k_norm")) : new AttentionInput(linears, block, null, null);

        Linear Layer(string name) => linears.Linear($"{block}.{name}");
        Norm Root(string name) => new(engine, weights.Weight($"{block}.{name}.weight"), null, config.NormEpsilon);
        Norm Normal(string name) => config.Norm == VisionNorm.RmsNorm
            ? Root(name)
            : new Norm(engine, weights.Weight($"{block}.{name}.weight"), weights.Weight($"{block}.{name}.bias"), config.NormEpsilon);
    }

    public Tensor Apply(Tensor x, INetworkTap? tap)
    {
        var attended = Attend(_before.Apply(x), tap);
        x = _engine.AddScaled(x, attended, _attentionScale);
        var normed = _after.Apply(x);
        tap?.Saw($"{_seen}.ln_after", normed);
        var thought = _down.Apply(_engine.Gelu(_up.Apply(normed)));
        tap?.Saw($"{_seen}.mlp_out", thought);
        x = _engine.AddScaled(x, thought, _mlpScale);
        tap?.Saw(_seen, x);
        return x;
    }

    private Tensor Attend(Tensor normed, INetworkTap? tap)
    {
        tap?.Saw($"{_seen}.ln_before", normed);
        var (query, key, value) = _input.Of(normed, _seen, tap);
        var attended = _output.Apply(_engine.FullAttention(query, key, value, _heads));
        tap?.Saw($"{_seen}.attn_out", attended);
        return attended;
    }
}
