using LongVpo.Models.Checkpoints;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Oracle;

/// <summary>What a policy and a reference make of preference pairs: probabilities of every response, and the loss and rewards they give (Rafailov et al. 2023). Gradients need an engine that has them.</summary>
/// <param name="name">Where it stands.</param>
/// <param name="folder">The folder with the batch.</param>
/// <param name="policy">Its folder with the policy: the same weights may be there in both formats.</param>
internal sealed class PreferenceCase(string name, string folder, string policy) : OracleCase(name)
{
    public override OracleResult Run(ITensorEngine engine)
    {
        var (batch, verdict) = (new OracleFile(Path.Combine(folder, "batch.safetensors")), new OracleVerdict(Name));
        var beta = OracleChat.Read(Path.Combine(folder, "dpo.json")).GetProperty("beta").GetDouble();
        var own = Side(engine, policy, "policy", batch, verdict);
        var other = Side(engine, "reference", "reference", batch, verdict);
        var pairs = own.Length / 2;
        double Reward(int row) => beta * (own[row] - other[row]);

        float[] losses = [.. Enumerable.Range(0, pairs).Select(pair => (float)Math.Log(1 + Math.Exp(Reward(pairs + pair) - Reward(pair))))];
        Check("dpo.losses", losses);
        Check("dpo.loss", [losses.Average()]);
        Check("dpo.chosen_rewards", [.. Enumerable.Range(0, pairs).Select(pair => (float)Reward(pair))]);
        Check("dpo.rejected_rewards", [.. Enumerable.Range(pairs, pairs).Select(pair => (float)Reward(pair))]);
        Check("sft.loss", [(float)(-own[..pairs].Sum() / batch.Whole("in.response_mask").Take(batch.Shape("in.response_mask")[1] * pairs).Sum())]);
        return verdict.Result();

        void Check(string array, float[] ours) => verdict.Compare(array, new OracleArray([ours.Length], ours), batch.Floats(array));
    }

    /// <summary>Sums of the log-probabilities of each row's response.</summary>
    private double[] Side(ITensorEngine engine, string model, string who, OracleFile reference, OracleVerdict verdict)
    {
        using var checkpoint = CheckpointFolder.Open(Path.Combine(folder, model));
        using var weights = NetworkWeights.Load(engine, checkpoint.Config, checkpoint, ElementType.Float32);
        var tap = new OracleTap(engine, static array => array == "logits");
        var batch = Batch(reference, checkpoint.Config);
        batch.Run(new InternNetwork(engine, checkpoint.Config, weights), tap);
        var scores = tap.Last("logits")!;
        if (reference.Has($"{who}.logits")) verdict.Compare($"{who}.logits", scores, reference.Floats($"{who}.logits").Take(batch.Real));

        var each = batch.LogProbabilities(scores, reference.Whole("in.response_mask"));
        verdict.Compare($"{who}.token_logps", each, reference.Floats($"{who}.token_logps"));
        double[] sums = [.. each.Values.Chunk(batch.Columns).Select(static row => row.Sum(static value => (double)value))];
        var half = sums.Length / 2;
        verdict.Compare($"{who}.chosen_logps", new OracleArray([half], [.. sums.Take(half).Select(static sum => (float)sum)]), reference.Floats($"{who}.chosen_logps"));
        verdict.Compare($"{who}.rejected_logps", new OracleArray([half], [.. sums.Skip(half).Select(static sum => (float)sum)]), reference.Floats($"{who}.rejected_logps"));
        return sums;
    }

    /// <summary>The file holds the pictures once; the chosen rows and the rejected ones both see them.</summary>
    private static NetworkBatch Batch(OracleFile reference, InternConfig config)
    {
        var pixels = reference.Floats("in.pixel_values");
        var twice = new OracleArray([2 * pixels.Shape[0], .. pixels.Shape[1..]], [.. pixels.Values, .. pixels.Values]);
        var ids = reference.Whole("in.input_ids");
        // The original format does not say which token pictures replace: it is the one that stands there as often as pictures need.
        var room = twice.Shape[0] * config.TokensPerTile;
        var imageToken = config.ImageToken ?? ids.GroupBy(static id => id).Where(group => group.Count() == room).Select(static group => group.Key).FirstOrDefault(-1);
        return new NetworkBatch(ids, reference.Shape("in.input_ids")[0], reference.WholeOrNull("in.attention_mask"), reference.WholeOrNull("in.position_ids"), twice, imageToken);
    }
}
