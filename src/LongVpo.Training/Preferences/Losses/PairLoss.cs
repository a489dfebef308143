namespace LongVpo.Training.Preferences.Losses;

/// <summary>A loss of one pair with its slopes by the policy's two log-probabilities, which is all that a network's gradient needs of it.</summary>
/// <param name="Value">The loss.</param>
/// <param name="ChosenSlope">Its derivative by <see cref="PairScores.PolicyChosen"/>.</param>
/// <param name="RejectedSlope">Its derivative by <see cref="PairScores.PolicyRejected"/>.</param>
public readonly record struct PairLoss(double Value, double ChosenSlope, double RejectedSlope)
{
    /// <summary>The sum of two losses.</summary>
    public PairLoss Plus(PairLoss other) => new(Value + other.Value, ChosenSlope + other.ChosenSlope, RejectedSlope + other.RejectedSlope);

    /// <summary>The loss with a weight.</summary>
    public PairLoss Times(double weight) => new(weight * Value, weight * ChosenSlope, weight * RejectedSlope);
}
