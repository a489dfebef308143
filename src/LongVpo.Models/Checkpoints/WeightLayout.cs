using System.Globalization;

namespace LongVpo.Models.Checkpoints;

/// <summary>
/// Lists the weights of a network by their canonical names, so that networks, adapters and checkpoints speak of one weight by one name whatever its file calls it. Names:
/// <code>
/// vision.class [Hv]   vision.positions [N+1, Hv]   vision.patch.{weight [Hv, 3*p*p], bias}
/// vision.layers.I.attention.{q,k,v,out}.{weight,bias}   vision.layers.I.attention.{q_norm,k_norm}.weight
/// vision.layers.I.{norm1,norm2}.{weight,bias}   vision.layers.I.mlp.{fc1,fc2}.{weight,bias}   vision.layers.I.{scale1,scale2} [Hv]   vision.norm.{weight,bias}
/// projector.norm.{weight,bias}   projector.{linear1,linear2}.{weight,bias}
/// text.embeddings.weight   text.layers.I.attention.{q,k,v}.{weight,bias}   text.layers.I.attention.out.weight   text.layers.I.attention.{q_norm,k_norm}.weight
/// text.layers.I.{norm1,norm2}.weight   text.layers.I.mlp.{gate,up,down}.weight   text.norm.weight   text.head.weight
/// </code>
/// </summary>
public static class WeightLayout
{
    /// <summary>The embedding table's name, which is also the head's where the head is tied.</summary>
    public const string Embeddings = "text.embeddings.weight";

    /// <summary>The head's name; absent from a checkpoint whose head is tied.</summary>
    public const string Head = "text.head.weight";

    /// <summary>All weights that a network with this config has, the head included.</summary>
    public static IEnumerable<WeightShape> Of(InternConfig config) =>
        [.. Vision(config.Vision), .. Projector(config), .. Text(config.Text)];

    /// <summary>The start of the names of one block: <c>vision.layers.3</c>, <c>text.layers.3</c>.</summary>
    public static string Block(string room, int layer) => string.Create(CultureInfo.InvariantCulture, $"{room}.layers.{layer}");

    private static IEnumerable<WeightShape> Vision(VisionConfig vision)
    {
        var width = vision.Hidden;
        yield return Weight("vision.class", width);
        yield return Weight("vision.positions", vision.Positions, width);
        yield return Weight("vision.patch.weight", width, VisionConfig.Channels * vision.PatchSize * vision.PatchSize);
        yield return Weight("vision.patch.bias", width);
        for (var layer = 0; layer < vision.Layers; layer++)
            foreach (var weight in VisionBlock(Block("vision", layer), vision)) yield return weight;
        if (!vision.FinalNorm) yield break;
        yield return Weight("vision.norm.weight", width);
        yield return Weight("vision.norm.bias", width);
    }

    private static IEnumerable<WeightShape> VisionBlock(string block, VisionConfig vision)
    {
        var width = vision.Hidden;
        foreach (var part in new[] { "q", "k", "v", "out" })
        {
            yield return Weight($"{block}.attention.{part}.weight", width, width);
            if (part == "out" || vision.AttentionBias) yield return Weight($"{block}.attention.{part}.bias", width);
            if (vision.QueryKeyNorm && part is ("q" or "k")) yield return Weight($"{block}.attention.{part}_norm.weight", width);
        }

        foreach (var norm in new[] { "norm1", "norm2" })
        {
            yield return Weight($"{block}.{norm}.weight", width);
            if (vision.Norm == VisionNorm.LayerNorm) yield return Weight($"{block}.{norm}.bias", width);
        }

        yield return Weight($"{block}.mlp.fc1.weight", vision.Intermediate, width);
        yield return Weight($"{block}.mlp.fc1.bias", vision.Intermediate);
        yield return Weight($"{block}.mlp.fc2.weight", width, vision.Intermediate);
        yield return Weight($"{block}.mlp.fc2.bias", width);
        yield return Weight($"{block}.scale1", width);
        yield return Weight($"{block}.scale2", width);
    }

    private static IEnumerable<WeightShape> Projector(InternConfig config)
    {
        var width = config.Text.Hidden;
        yield return Weight("projector.norm.weight", config.ProjectorWidth);
        yield return Weight("projector.norm.bias", config.ProjectorWidth);
        yield return Weight("projector.linear1.weight", width, config.ProjectorWidth);
        yield return Weight("projector.linear1.bias", width);
        yield return Weight("projector.linear2.weight", width, width);
        yield return Weight("projector.linear2.bias", width);
    }

    private static IEnumerable<WeightShape> Text(TextConfig text)
    {
        yield return Weight(Embeddings, text.Vocabulary, text.Hidden);
        for (var layer = 0; layer < text.Layers; layer++)
            foreach (var weight in TextBlock(Block("text", layer), text)) yield return weight;
        yield return Weight("text.norm.weight", text.Hidden);
        yield return Weight(Head, text.Vocabulary, text.Hidden);
    }

    private static IEnumerable<WeightShape> TextBlock(string block, TextConfig text)
    {
        var (queries, keys) = (text.Heads * text.HeadWidth, text.KeyHeads * text.HeadWidth);
        foreach (var (part, rows) in new[] { ("q", queries), ("k", keys), ("v", keys) })
        {
            yield return Weight($"{block}.attention.{part}.weight", rows, text.Hidden);
            if (text.AttentionBias) yield return Weight($"{block}.attention.{part}.bias", rows);
            if (text.HeadNorms && part != "v") yield return Weight($"{block}.attention.{part}_norm.weight", text.HeadWidth);
        }

        yield return Weight($"{block}.attention.out.weight", text.Hidden, queries);
        yield return Weight($"{block}.norm1.weight", text.Hidden);
        yield return Weight($"{block}.norm2.weight", text.Hidden);
        yield return Weight($"{block}.mlp.gate.weight", text.Intermediate, text.Hidden);
        yield return Weight($"{block}.mlp.up.weight", text.Intermediate, text.Hidden);
        yield return Weight($"{block}.mlp.down.weight", text.Hidden, text.Intermediate);
    }

    private static WeightShape Weight(string name, params ReadOnlySpan<int> shape) => new(name, [.. shape]);
}
