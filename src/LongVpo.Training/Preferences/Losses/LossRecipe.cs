using System.Collections.Immutable;
using System.Globalization;

namespace LongVpo.Training.Preferences.Losses;

/// <summary>A loss as a weighted sum of terms, so that published recipes are data: written as words, <c>sigmoid + 1 sft</c>, and compared as such.</summary>
/// <param name="Terms">What is added up.</param>
/// <param name="Constants">The terms' constants.</param>
/// <param name="Average">How imitation is averaged over a batch.</param>
public sealed record LossRecipe(ImmutableArray<LossTerm> Terms, LossConstants Constants, SftAverage Average = SftAverage.Sequences)
{
    private static readonly ImmutableDictionary<string, LossKind> Names = new Dictionary<string, LossKind>
    {
        ["sigmoid"] = LossKind.Sigmoid,
        ["cdpo"] = LossKind.SmoothedSigmoid,
        ["robust"] = LossKind.Robust,
        ["hinge"] = LossKind.Hinge,
        ["ipo"] = LossKind.IpoMean,
        ["ipo_sum"] = LossKind.IpoSum,
        ["length_normalised"] = LossKind.LengthNormalised,
        ["simpo"] = LossKind.SimPo,
        ["bco_pair"] = LossKind.BcoPair,
        ["sft"] = LossKind.Sft,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>LongVPO: DPO and imitation. Beta 0.01 and alpha 1 are the paper's, for answers of some hundred tokens.</summary>
    public static LossRecipe LongVpo(double beta = 0.01, double alpha = 1) => new([new(LossKind.Sigmoid), new(LossKind.Sft, alpha)], new LossConstants(beta));

    /// <summary>InternVL's mixed preference optimisation: 0.8 DPO, 0.2 BCO and imitation over all tokens.</summary>
    public static LossRecipe Mpo(double beta = 0.1) => new([new(LossKind.Sigmoid, 0.8), new(LossKind.BcoPair, 0.2), new(LossKind.Sft)], new LossConstants(beta), SftAverage.Tokens);

    /// <summary>One pair's loss, preference and imitation together.</summary>
    public PairLoss Of(PairScores scores) => Preference(scores).Plus(Imitation(scores));

    /// <summary>The part that compares the two responses, with the pair's weight.</summary>
    public PairLoss Preference(PairScores scores) => Sum(scores, static kind => kind != LossKind.Sft).Times(scores.Weight);

    /// <summary>The part that imitates the preferred response.</summary>
    public PairLoss Imitation(PairScores scores) => Sum(scores, static kind => kind == LossKind.Sft);

    /// <summary>Reads what <see cref="ToString"/> writes: terms joined by plus signs, each with its weight before it or none.</summary>
    /// <exception cref="ArgumentException">A word is no loss; says which, and which ones there are.</exception>
    public static LossRecipe Parse(string text, LossConstants constants, SftAverage average = SftAverage.Sequences)
    {
        ArgumentNullException.ThrowIfNull(text);
        var terms = ImmutableArray.CreateBuilder<LossTerm>();
        foreach (var part in text.Split('+', StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var weight = 1.0;
            if (words.Length is not (1 or 2) || (words.Length == 2 && !double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out weight)) || !Names.TryGetValue(words[^1], out var kind))
                throw new ArgumentException($"\"{part}\" is no loss: write a weight and one of {string.Join(", ", Names.Keys.Order(StringComparer.Ordinal))}, joined by +.");
            if (!(weight >= 0) || !double.IsFinite(weight)) throw new ArgumentException($"The weight of {words[^1]} must be 0 or more, not {words[0]}.");
            terms.Add(new LossTerm(kind, weight));
        }

        return new LossRecipe(terms.ToImmutable(), constants, average);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" + ", Terms.Select(term => term.Weight.ToString("R", CultureInfo.InvariantCulture) + " " + Names.First(name => name.Value == term.Kind).Key));

    private PairLoss Sum(PairScores scores, Func<LossKind, bool> counts)
    {
        var sum = default(PairLoss);
        foreach (var term in Terms)
            if (counts(term.Kind)) sum = sum.Plus(PreferenceLosses.Of(term.Kind, scores, Constants).Times(term.Weight));
        return sum;
    }
}
