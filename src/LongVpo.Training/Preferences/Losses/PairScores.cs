namespace LongVpo.Training.Preferences.Losses;

/// <summary>
/// What policy and reference think of one pair: natural log-probabilities of whole responses, summed over their tokens. Policy and reference may have seen different inputs, as in
/// LongVPO's first stage, so every loss takes the four numbers and never asks where they come from.
/// </summary>
/// <param name="PolicyChosen">Of the preferred response by the policy.</param>
/// <param name="PolicyRejected">Of the dispreferred response by the policy.</param>
/// <param name="ReferenceChosen">Of the preferred response by the reference.</param>
/// <param name="ReferenceRejected">Of the dispreferred response by the reference.</param>
/// <param name="ChosenTokens">Scored tokens of the preferred response, its end token included.</param>
/// <param name="RejectedTokens">Scored tokens of the dispreferred response.</param>
public readonly record struct PairScores(double PolicyChosen, double PolicyRejected, double ReferenceChosen, double ReferenceRejected, int ChosenTokens, int RejectedTokens)
{
    /// <summary>A weight on the pair's preference terms, which gets no gradient; 1 unless <see cref="TokenWeights.Wpo"/> says otherwise.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>How much likelier the policy finds the preferred response than the reference does.</summary>
    public double ChosenRatio => PolicyChosen - ReferenceChosen;

    /// <summary>The same of the dispreferred response.</summary>
    public double RejectedRatio => PolicyRejected - ReferenceRejected;

    /// <summary>The difference of both, which every loss with a reference is a function of.</summary>
    public double Z => ChosenRatio - RejectedRatio;

    /// <summary>Refuses numbers that no model can have given, before they become a loss.</summary>
    /// <exception cref="ArgumentException">Says which number, and where it usually comes from.</exception>
    public void Validate()
    {
        if (ChosenTokens < 1 || RejectedTokens < 1) throw new ArgumentException($"A response has no scored token ({ChosenTokens} chosen, {RejectedTokens} rejected): its end token must be scored, and truncation must not take all of it.");
        if (!(Weight is >= 0 and <= 1)) throw new ArgumentException($"The weight of a pair must be from 0 to 1, not {Weight}.");
        Check(PolicyChosen, "policy", "preferred");
        Check(PolicyRejected, "policy", "dispreferred");
        Check(ReferenceChosen, "reference", "preferred");
        Check(ReferenceRejected, "reference", "dispreferred");
    }

    // Rounding in single precision may lift a certain response a little above 0.
    private static void Check(double score, string who, string which)
    {
        if (!double.IsFinite(score)) throw new ArgumentException($"The {who}'s log-probability of the {which} response is {score}: look for a mask without tokens or weights that are not finite.");
        if (score > 1e-2) throw new ArgumentException($"The {who}'s log-probability of the {which} response is {score}, above 0: logits were summed instead of log-probabilities.");
    }
}
