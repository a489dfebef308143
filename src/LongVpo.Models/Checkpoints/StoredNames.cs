using System.Collections.Immutable;

namespace LongVpo.Models.Checkpoints;

/// <summary>
/// Translates canonical names into those that stand in files: the native format's two spellings (prefixes changed when the library's modules were moved), and the original format's, where queries,
/// keys and values are fused.
/// </summary>
public static class StoredNames
{
    private static readonly ImmutableArray<(string Canonical, string Hub, string Native)> NativePrefixes =
    [
        ("vision.", "vision_tower.", "model.vision_tower."),
        ("projector.", "multi_modal_projector.", "model.multi_modal_projector."),
        (WeightLayout.Head, "language_model.lm_head.weight", "lm_head.weight"),
        ("text.", "language_model.model.", "model.language_model."),
    ];

    private static readonly ImmutableArray<(string Canonical, string Original)> OriginalPrefixes =
    [
        ("vision.", "vision_model."),
        ("projector.", "mlp1."),
        (WeightLayout.Head, "language_model.lm_head.weight"),
        ("text.", "language_model.model."),
    ];

    private static readonly ImmutableArray<(string Canonical, string Stored)> NativeVision =
    [
        ("class", "embeddings.cls_token"), ("positions", "embeddings.position_embeddings"), ("patch.", "embeddings.patch_embeddings.projection."), ("norm.", "layernorm."), ("layers.", "encoder.layer."),
        ("attention.out.", "attention.projection_layer."), ("attention.q.", "attention.q_proj."), ("attention.k.", "attention.k_proj."), ("attention.v.", "attention.v_proj."),
        ("norm1.", "layernorm_before."), ("norm2.", "layernorm_after."), ("scale1", "lambda_1"), ("scale2", "lambda_2"),
    ];

    private static readonly ImmutableArray<(string Canonical, string Stored)> OriginalVision =
    [
        ("class", "embeddings.class_embedding"), ("positions", "embeddings.position_embedding"), ("patch.", "embeddings.patch_embedding."), ("layers.", "encoder.layers."),
        ("attention.out.", "attn.proj."), ("attention.q.", "attn.qkv."), ("attention.k.", "attn.qkv."), ("attention.v.", "attn.qkv."), ("attention.q_norm.", "attn.q_norm."), ("attention.k_norm.", "attn.k_norm."),
        ("scale1", "ls1"), ("scale2", "ls2"),
    ];

    private static readonly ImmutableArray<(string Canonical, string Stored)> NativeProjector = [("norm.", "layer_norm."), ("linear1.", "linear_1."), ("linear2.", "linear_2.")];

    private static readonly ImmutableArray<(string Canonical, string Stored)> OriginalProjector = [("norm.", "0."), ("linear1.", "1."), ("linear2.", "3.")];

    private static readonly ImmutableArray<(string Canonical, string Stored)> Decoder =
    [
        ("embeddings.", "embed_tokens."), ("attention.out.", "self_attn.o_proj."), ("attention.q.", "self_attn.q_proj."), ("attention.k.", "self_attn.k_proj."), ("attention.v.", "self_attn.v_proj."),
        ("attention.q_norm.", "self_attn.q_norm."), ("attention.k_norm.", "self_attn.k_norm."), ("norm1.", "input_layernorm."), ("norm2.", "post_attention_layernorm."),
        ("mlp.gate.", "mlp.gate_proj."), ("mlp.up.", "mlp.up_proj."), ("mlp.down.", "mlp.down_proj."),
    ];

    private static readonly ImmutableArray<(string Canonical, string Stored)> InternLm2 =
    [
        ("embeddings.", "tok_embeddings."), ("attention.out.", "attention.wo."), ("attention.q.", "attention.wqkv."), ("attention.k.", "attention.wqkv."), ("attention.v.", "attention.wqkv."),
        ("norm1.", "attention_norm."), ("norm2.", "ffn_norm."), ("mlp.gate.", "feed_forward.w1."), ("mlp.up.", "feed_forward.w3."), ("mlp.down.", "feed_forward.w2."),
    ];

    /// <summary>Where a weight may lie in a file of this config, the likelier place first.</summary>
    public static IEnumerable<StoredPlace> Of(WeightShape weight, InternConfig config)
    {
        var rest = Rest(weight.Name, config);
        if (config.Format == CheckpointFormat.Original)
        {
            var original = weight.Name == WeightLayout.Head && config.Text.Family == TextFamily.InternLm2
                ? "language_model.output.weight"
                : OriginalPrefixes.First(p => weight.Name.StartsWith(p.Canonical, StringComparison.Ordinal)).Original + rest;
            return [Fused(original, weight, config) ?? StoredPlace.Whole(original, StoredShape(weight, config))];
        }

        var (_, hub, native) = NativePrefixes.First(p => weight.Name.StartsWith(p.Canonical, StringComparison.Ordinal));
        var shape = StoredShape(weight, config);
        return [StoredPlace.Whole(hub + rest, shape), StoredPlace.Whole(native + rest, shape)];
    }

    /// <summary>Whether a stored tensor that no weight asks for may be passed over: tables that every program makes itself.</summary>
    public static bool IsNeedless(string name) =>
        name.EndsWith("rotary_emb.inv_freq", StringComparison.Ordinal) || name.EndsWith("embeddings.mask_token", StringComparison.Ordinal);

    private static string Rest(string name, InternConfig config)
    {
        if (name == WeightLayout.Head) return string.Empty;
        var original = config.Format == CheckpointFormat.Original;
        var cut = name.IndexOf('.', StringComparison.Ordinal) + 1;
        var (room, rest) = (name[..(cut - 1)], name[cut..]);
        var table = room switch
        {
            "vision" => original ? OriginalVision : NativeVision,
            "projector" => original ? OriginalProjector : NativeProjector,
            _ => config.Text.Family == TextFamily.InternLm2 ? InternLm2 : Decoder,
        };
        if (!rest.StartsWith("layers.", StringComparison.Ordinal)) return Translate(rest, table);

        var inner = rest.IndexOf('.', "layers.".Length) + 1;
        return Translate("layers.", table) + rest["layers.".Length..inner] + Translate(rest[inner..], table);
    }

    private static string Translate(string name, ImmutableArray<(string Canonical, string Stored)> table)
    {
        foreach (var (canonical, stored) in table)
            if (name.StartsWith(canonical, StringComparison.Ordinal)) return stored + name[canonical.Length..];
        return name;
    }

    private static ImmutableArray<long> StoredShape(WeightShape weight, InternConfig config) => weight.Name switch
    {
        "vision.class" => [1, 1, config.Vision.Hidden],
        "vision.positions" => [1, config.Vision.Positions, config.Vision.Hidden],
        "vision.patch.weight" => [config.Vision.Hidden, VisionConfig.Channels, config.Vision.PatchSize, config.Vision.PatchSize],
        _ => [.. weight.Shape.Select(extent => (long)extent)],
    };

    private static StoredPlace? Fused(string stored, WeightShape weight, InternConfig config)
    {
        var part = weight.Name.Split('.')[^2];
        if (stored.Contains(".attn.qkv.", StringComparison.Ordinal))
        {
            var rows = config.Vision.Hidden;
            return new StoredPlace(stored, Stacked(weight, 3L * rows), 1, "qkv".IndexOf(part, StringComparison.Ordinal) * rows, rows, 3 * rows);
        }

        if (!stored.Contains(".attention.wqkv.", StringComparison.Ordinal)) return null;
        var text = config.Text;
        var queries = text.Heads / text.KeyHeads;
        var (first, heads) = part switch { "q" => (0, queries), "k" => (queries, 1), _ => (queries + 1, 1) };
        var group = (queries + 2) * text.HeadWidth;
        return new StoredPlace(stored, Stacked(weight, (long)text.KeyHeads * group), text.KeyHeads, first * text.HeadWidth, heads * text.HeadWidth, group);
    }

    private static ImmutableArray<long> Stacked(WeightShape weight, long rows) => [rows, .. weight.Shape.Skip(1).Select(extent => (long)extent)];
}
