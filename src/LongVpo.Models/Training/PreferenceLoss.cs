using LongVpo.Models.Tensors;

namespace LongVpo.Models.Training;

/// <summary>
/// Direct preference optimisation: teaches a policy to prefer one of two responses, relative to what a reference thinks of them. With z = (policy - reference) of the chosen minus
/// that of the rejected response, the loss is a falling function of z (<see cref="PreferenceKind"/>).
/// </summary>
public static class PreferenceLoss
{
    /// <summary>The mean loss of some pairs.</summary>
    /// <param name="engine">What differentiates.</param>
    /// <param name="chosen">The policy's log-probability of each chosen response, [pairs].</param>
    /// <param name="rejected">The same of each rejected response, [pairs].</param>
    /// <param name="reference">What the reference thinks.</param>
    /// <param name="settings">Which loss.</param>
    /// <exception cref="ArgumentException">The pairs' counts do not agree, or the settings are no loss.</exception>
    public static PreferenceOutcome Of(ITrainingEngine engine, Tensor chosen, Tensor rejected, ReferenceScores reference, PreferenceSettings settings)
    {
        settings.Validate();
        var pairs = reference.Chosen.Length;
        if (pairs == 0 || chosen.Count != pairs || rejected.Count != pairs || reference.Rejected.Length != pairs || reference.ChosenTokens.Length != pairs || reference.RejectedTokens.Length != pairs)
            throw new ArgumentException($"{chosen.Count} chosen and {rejected.Count} rejected responses were given with a reference's scores of {pairs}.");
        if (reference.ChosenTokens.Concat(reference.RejectedTokens).Any(tokens => tokens < 1)) throw new ArgumentException("A response without tokens cannot be preferred.");

        var (better, worse) = (Ratio(engine, chosen, reference.Chosen, reference.ChosenTokens, settings), Ratio(engine, rejected, reference.Rejected, reference.RejectedTokens, settings));
        var z = engine.Add(better, engine.Scale(worse, -1));
        var losses = settings.Kind switch
        {
            PreferenceKind.Hinge => engine.Relu(engine.Add(engine.Scale(z, (float)-settings.Beta), Constant(engine, 1, pairs))),
            PreferenceKind.Ipo => Square(engine, engine.Add(z, Constant(engine, (float)(-1 / (2 * settings.Beta)), pairs))),
            _ => Smoothed(engine, engine.Scale(z, (float)settings.Beta), settings.LabelSmoothing),
        };
        if (settings.Imitation > 0) losses = engine.Add(losses, engine.Scale(PerToken(engine, chosen, reference.ChosenTokens), (float)-settings.Imitation));
        return new PreferenceOutcome(engine.Mean(losses), Numbers(engine, losses), Rewards(engine, chosen, reference.Chosen, settings), Rewards(engine, rejected, reference.Rejected, settings));
    }

    private static Tensor Ratio(ITrainingEngine engine, Tensor policy, IReadOnlyList<float> reference, IReadOnlyList<int> tokens, PreferenceSettings settings)
    {
        var ratio = settings.ReferenceFree ? policy : engine.Add(policy, engine.From([.. reference.Select(score => -score)], reference.Count));
        return settings.Kind == PreferenceKind.Ipo ? PerToken(engine, ratio, tokens) : ratio;
    }

    private static Tensor PerToken(ITrainingEngine engine, Tensor scores, IReadOnlyList<int> tokens) =>
        engine.Multiply(scores, engine.From([.. tokens.Select(count => 1f / count)], tokens.Count));

    private static Tensor Smoothed(ITrainingEngine engine, Tensor x, double smoothing)
    {
        var right = engine.Scale(engine.LogSigmoid(x), (float)(smoothing - 1));
        return smoothing == 0 ? right : engine.Add(right, engine.Scale(engine.LogSigmoid(engine.Scale(x, -1)), (float)-smoothing));
    }

    private static Tensor Square(ITrainingEngine engine, Tensor x) => engine.Multiply(x, x);

    private static Tensor Constant(ITrainingEngine engine, float value, int count) => engine.From([.. Enumerable.Repeat(value, count)], count);

    private static float[] Rewards(ITrainingEngine engine, Tensor policy, IReadOnlyList<float> reference, PreferenceSettings settings) =>
        [.. Numbers(engine, policy).Select((score, i) => (float)(settings.Beta * (score - (settings.ReferenceFree ? 0 : reference[i]))))];

    private static float[] Numbers(ITrainingEngine engine, Tensor tensor)
    {
        var numbers = new float[tensor.Count];
        engine.Read(tensor, numbers);
        return numbers;
    }
}
