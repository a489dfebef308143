using LongVpo.Models.Tensors;

namespace LongVpo.Models.Training;

/// <summary>Supervised fine-tuning: the negative log-probability of responses that are to be learned.</summary>
public static class ImitationLoss
{
    /// <summary>Mean over all tokens of all responses together, so that a long response weighs more than a short one.</summary>
    /// <param name="engine">What differentiates.</param>
    /// <param name="tokens">Log-probabilities as <see cref="ITrainingEngine.TargetLogProbabilities"/> gives them, 0 where nothing is scored.</param>
    /// <param name="scored">How many of them are scored.</param>
    /// <exception cref="ArgumentException">Nothing is scored.</exception>
    public static Tensor Of(ITrainingEngine engine, Tensor tokens, int scored)
    {
        if (scored < 1 || scored > tokens.Count) throw new ArgumentException($"{scored} of {tokens.Count} tokens cannot be scored.");
        return engine.Scale(engine.SumRuns(tokens, [(int)tokens.Count]), -1f / scored);
    }
}
