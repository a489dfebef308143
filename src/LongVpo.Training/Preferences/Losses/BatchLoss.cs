using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Losses;

/// <summary>The loss of a batch, with each pair's slopes in it: what a step is taken on and what is logged of it.</summary>
/// <param name="Total">The number that is made small.</param>
/// <param name="Preference">The part of it that compares responses.</param>
/// <param name="Imitation">The part of it that imitates the preferred ones.</param>
/// <param name="Pairs">Each pair's share of the total, and its slopes.</param>
public sealed record BatchLoss(double Total, double Preference, double Imitation, ImmutableArray<PairLoss> Pairs)
{
    /// <summary>Calculates the loss of a batch. How it is divided into parts for memory's sake does not matter as long as <paramref name="whole"/> stays.</summary>
    /// <param name="recipe">Which loss.</param>
    /// <param name="pairs">The pairs of this part.</param>
    /// <param name="whole">Pairs and preferred tokens of the whole batch; null when this is all of it.</param>
    /// <exception cref="ArgumentException">There is no pair, or one has scores of no model.</exception>
    public static BatchLoss Of(LossRecipe recipe, ReadOnlySpan<PairScores> pairs, BatchSize? whole = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var size = whole ?? BatchSize.Of(pairs);
        if (pairs.IsEmpty || size.Pairs < pairs.Length) throw new ArgumentException($"A part of {pairs.Length} pairs is of no batch of {size.Pairs}.");
        var shares = ImmutableArray.CreateBuilder<PairLoss>(pairs.Length);
        var (preference, imitation) = (0.0, 0.0);
        foreach (var pair in pairs)
        {
            var compared = recipe.Preference(pair).Times(1.0 / size.Pairs);
            // The mean over all tokens weighs a response by its length.
            var copied = recipe.Imitation(pair).Times(recipe.Average == SftAverage.Tokens ? (double)pair.ChosenTokens / size.ChosenTokens : 1.0 / size.Pairs);
            preference += compared.Value;
            imitation += copied.Value;
            shares.Add(compared.Plus(copied));
        }

        return new BatchLoss(preference + imitation, preference, imitation, shares.MoveToImmutable());
    }
}
