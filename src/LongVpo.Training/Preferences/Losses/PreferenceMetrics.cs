using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Losses;

/// <summary>What a preference step tells of itself, by the names that trainers of this kind log.</summary>
/// <param name="ChosenReward">Mean of beta times the preferred responses' log-ratio.</param>
/// <param name="RejectedReward">The same of the dispreferred ones.</param>
/// <param name="Margin">Mean difference of both.</param>
/// <param name="Accuracy">Share of pairs whose preferred response has the higher reward; a tie is none.</param>
/// <param name="ChosenScore">Mean log-probability of preferred responses by the policy, nats per response.</param>
/// <param name="RejectedScore">Of dispreferred ones.</param>
/// <param name="ReferenceChosenScore">Of preferred ones by the reference.</param>
/// <param name="ReferenceRejectedScore">Of dispreferred ones by the reference.</param>
/// <param name="Nll">Mean negative log-probability per preferred token, per response first.</param>
/// <param name="Loss">The whole loss.</param>
/// <param name="PreferenceLoss">The part that compares.</param>
/// <param name="ImitationLoss">The part that imitates.</param>
/// <param name="ChosenTokens">Mean count of preferred tokens.</param>
/// <param name="RejectedTokens">Mean count of dispreferred tokens.</param>
/// <param name="Z">How z is spread.</param>
/// <param name="NegativeZ">Share of pairs with z below 0.</param>
/// <param name="ByPosition">Accuracy for each place of the anchor.</param>
/// <param name="ByFrames">Accuracy for each count of frames.</param>
/// <param name="ChosenGap">Exact minus anchor-only reference score of preferred responses, where both are known; null where none are.</param>
/// <param name="RejectedGap">The same of dispreferred ones.</param>
public sealed record PreferenceMetrics(
    double ChosenReward, double RejectedReward, double Margin, double Accuracy, double ChosenScore, double RejectedScore, double ReferenceChosenScore, double ReferenceRejectedScore,
    double Nll, double Loss, double PreferenceLoss, double ImitationLoss, double ChosenTokens, double RejectedTokens, Spread Z, double NegativeZ,
    ImmutableSortedDictionary<int, double> ByPosition, ImmutableSortedDictionary<int, double> ByFrames, Spread? ChosenGap, Spread? RejectedGap)
{
    /// <summary>The metrics of some pairs.</summary>
    /// <param name="pairs">At least one.</param>
    /// <param name="recipe">The loss they are measured by.</param>
    /// <exception cref="ArgumentException">There is no pair, or one has scores of no model.</exception>
    public static PreferenceMetrics Of(IReadOnlyList<MeasuredPair> pairs, LossRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(recipe);
        PairScores[] scores = [.. pairs.Select(pair => pair.Scores)];
        var loss = BatchLoss.Of(recipe, scores);
        var beta = recipe.Constants.Beta;
        return new PreferenceMetrics(
            scores.Average(pair => beta * pair.ChosenRatio), scores.Average(pair => beta * pair.RejectedRatio), scores.Average(pair => beta * pair.Z), Right(pairs),
            scores.Average(pair => pair.PolicyChosen), scores.Average(pair => pair.PolicyRejected), scores.Average(pair => pair.ReferenceChosen), scores.Average(pair => pair.ReferenceRejected),
            scores.Average(pair => -pair.PolicyChosen / pair.ChosenTokens), loss.Total, loss.Preference, loss.Imitation,
            scores.Average(pair => pair.ChosenTokens), scores.Average(pair => pair.RejectedTokens), Spread.Of(scores.Select(pair => pair.Z)), scores.Average(pair => pair.Z < 0 ? 1.0 : 0.0),
            By(pairs.Where(pair => pair.Position is not null), pair => pair.Position!.Value), By(pairs.Where(pair => pair.Frames > 0), pair => pair.Frames),
            Gap(pairs.Where(pair => pair.ExactChosen is not null).Select(pair => pair.ExactChosen!.Value - pair.Scores.ReferenceChosen)),
            Gap(pairs.Where(pair => pair.ExactRejected is not null).Select(pair => pair.ExactRejected!.Value - pair.Scores.ReferenceRejected)));
    }

    private static double Right(IEnumerable<MeasuredPair> pairs) => pairs.Average(pair => pair.Scores.ChosenRatio > pair.Scores.RejectedRatio ? 1.0 : 0.0);

    private static ImmutableSortedDictionary<int, double> By(IEnumerable<MeasuredPair> pairs, Func<MeasuredPair, int> key) =>
        pairs.GroupBy(key).ToImmutableSortedDictionary(group => group.Key, Right);

    private static Spread? Gap(IEnumerable<double> gaps)
    {
        double[] known = [.. gaps];
        return known.Length == 0 ? null : Spread.Of(known);
    }
}
