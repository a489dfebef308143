using LongVpo.Core.Options;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Generation;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Oracle;

/// <summary>A model, some pictures and tokens, and every array on the way through it; where the reference also wrote on, the tokens it wrote and the scores it chose them from.</summary>
/// <param name="name">Where it stands.</param>
/// <param name="model">The model's folder.</param>
/// <param name="file">The case's arrays.</param>
internal sealed class NetworkCase(string name, string model, string file) : OracleCase(name)
{
    public override OracleResult Run(ITensorEngine engine)
    {
        var reference = new OracleFile(file);
        using var folder = CheckpointFolder.Open(model);
        using var weights = NetworkWeights.Load(engine, folder.Config, folder, ElementType.Float32);
        var network = new InternNetwork(engine, folder.Config, weights);
        var verdict = new OracleVerdict(Name);
        var batch = Batch(reference, folder.Config);
        ComparePass(network, reference, batch, verdict);
        if (reference.Has("gen.tokens")) CompareWriting(network, reference, batch, verdict);
        return verdict.Result();
    }

    private static NetworkBatch Batch(OracleFile reference, InternConfig config)
    {
        var imageToken = reference.WholeOrNull("in.img_context_token_id")?[0] ?? config.ImageToken ?? -1;
        return new NetworkBatch(
            reference.Whole("in.input_ids"), reference.Shape("in.input_ids")[0], reference.WholeOrNull("in.attention_mask"), reference.WholeOrNull("in.position_ids"),
            reference.Has("in.pixel_values") ? reference.Floats("in.pixel_values") : null, imageToken);
    }

    private static void ComparePass(InternNetwork network, OracleFile reference, NetworkBatch batch, OracleVerdict verdict)
    {
        string[] wanted = [.. reference.FloatNames.Where(static array => !array.StartsWith("in.", StringComparison.Ordinal) && !array.StartsWith("gen.", StringComparison.Ordinal))];
        if (wanted.Length == 0) return;
        var scored = reference.Has("resp.mask");
        var tap = new OracleTap(network.Engine, array => (scored && array == "logits") || wanted.Contains(array, StringComparer.Ordinal));
        batch.Run(network, tap);
        foreach (var array in wanted)
        {
            var expected = reference.Floats(array);
            if (array.StartsWith("resp.", StringComparison.Ordinal)) continue;
            else if (array.StartsWith("text.rope_", StringComparison.Ordinal)) verdict.Compare(array, Doubled(tap.Last(array)), Rotations(expected, batch));
            else if (array.StartsWith("text.", StringComparison.Ordinal) || array == "logits") verdict.Compare(array, tap.Last(array), expected.Take(batch.Real));
            else verdict.Compare(array, tap.Last(array), expected);
        }

        if (scored) CompareResponse(reference, batch, tap.Last("logits")!, verdict);
    }

    private static void CompareResponse(OracleFile reference, NetworkBatch batch, OracleArray scores, OracleVerdict verdict)
    {
        var each = batch.LogProbabilities(scores, reference.Whole("resp.mask"));
        if (reference.Has("resp.logps")) verdict.Compare("resp.logps", each, reference.Floats("resp.logps"));
        if (!reference.Has("resp.sum")) return;
        float[] sums = [.. each.Values.Chunk(batch.Columns).Select(static row => row.Sum())];
        verdict.Compare("resp.sum", new OracleArray([batch.Rows], sums), reference.Floats("resp.sum"));
    }

    private static void CompareWriting(InternNetwork network, OracleFile reference, NetworkBatch batch, OracleVerdict verdict)
    {
        var ends = reference.WholeOrNull("in.eos") ?? [];
        var (tokens, scores) = Write(network, batch, ends, reference.WholeOrNull("in.pad")?[0] ?? 0, reference.Shape("gen.tokens")[1]);
        verdict.Tokens(tokens, reference.Whole("gen.tokens"));
        if (reference.Has("gen.step_logits")) verdict.Compare("gen.step_logits", scores, reference.Floats("gen.step_logits"));
        if (reference.Has("gen.margin")) verdict.Compare("gen.margin", Margins(scores), reference.Floats("gen.margin"));
        if (!reference.Has("gen.tokens_without_eos")) return;
        var (whole, _) = Write(network, batch, [], 0, reference.Shape("gen.tokens_without_eos")[1]);
        verdict.Tokens(whole, reference.Whole("gen.tokens_without_eos"));
    }

    /// <summary>Writes on from every row; rows that end before the others are filled up with pads, as the reference does.</summary>
    private static (int[] Tokens, OracleArray Scores) Write(InternNetwork network, NetworkBatch batch, int[] ends, int pad, int count)
    {
        var tap = new OracleTap(network.Engine, static array => array == "logits");
        using var generator = new TextGenerator(network, new GenerationOptions { PrefixBytes = 0 }, ends, tap);
        var (tokens, scores) = (new int[batch.Rows * count], new float[batch.Rows * count * network.Config.Text.Vocabulary]);
        Array.Fill(tokens, pad);
        var prompts = batch.Prompts(network);
        var sequences = prompts.Select(prompt => generator.Admit(prompt, new() { MaxTokens = count })).ToArray();
        while (Array.Exists(sequences, static sequence => sequence.Finish is null))
        {
            int[] going = [.. Enumerable.Range(0, sequences.Length).Where(row => sequences[row].Finish is null)];
            generator.Step([.. going.Select(row => new SequenceSlot(sequences[row], sequences[row].PromptLeft))]);
            var step = tap.All("logits")[^1];
            for (var i = 0; i < going.Length; i++)
            {
                var at = (going[i] * count) + sequences[going[i]].Written.Count - 1;
                tokens[at] = sequences[going[i]].Written[^1];
                step.Row(i).CopyTo(scores.AsSpan(at * step.Width));
            }
        }

        foreach (var sequence in sequences) sequence.Dispose();
        return (tokens, new OracleArray([batch.Rows, count, network.Config.Text.Vocabulary], scores));
    }

    private static OracleArray Margins(OracleArray scores)
    {
        float[] margins = [.. Enumerable.Range(0, scores.Rows).Select(row =>
        {
            var sorted = scores.Row(row).ToArray();
            Array.Sort(sorted);
            return sorted[^1] - sorted[^2];
        })];
        return new OracleArray([margins.Length], margins);
    }

    /// <summary>The reference holds each angle twice, once per half of a head.</summary>
    private static OracleArray? Doubled(OracleArray? half)
    {
        if (half is null) return null;
        float[] both = [.. Enumerable.Range(0, half.Rows).SelectMany(row => half.Row(row).ToArray().Concat(half.Row(row).ToArray()))];
        return new OracleArray([half.Rows, 2 * half.Width], both);
    }

    /// <summary>Angles of the tokens that are no pads; the reference holds one row for all where positions are the same.</summary>
    private static OracleArray Rotations(OracleArray expected, NetworkBatch batch) =>
        expected.Take([.. batch.Real.Select(at => expected.Rows == batch.Columns ? at % batch.Columns : at)]);
}
