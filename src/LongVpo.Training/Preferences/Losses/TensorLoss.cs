using System.Collections.Immutable;
using LongVpo.Models.Tensors;
using LongVpo.Models.Training;

namespace LongVpo.Training.Preferences.Losses;

/// <summary>
/// Brings a pure loss onto an engine: a loss is a function of two numbers per pair, so the sum of (slope times log-probability) has the same gradient as the loss itself. The loss
/// is calculated in double precision on every device, and an engine needs no operation of it.
/// </summary>
/// <param name="Loss">One number to differentiate, with the loss's value; owned by the open scope.</param>
/// <param name="Told">The loss in double precision.</param>
/// <param name="Pairs">The scores that it was calculated from.</param>
public sealed record TensorLoss(Tensor Loss, BatchLoss Told, ImmutableArray<PairScores> Pairs)
{
    /// <summary>The loss of a batch or of a part of one.</summary>
    /// <param name="engine">What differentiates.</param>
    /// <param name="chosen">The policy's log-probability of each preferred response, [pairs].</param>
    /// <param name="rejected">The same of each dispreferred response, [pairs].</param>
    /// <param name="reference">What the reference thinks, on whatever input.</param>
    /// <param name="recipe">Which loss.</param>
    /// <param name="whole">Pairs and preferred tokens of the whole batch; null when this is all of it.</param>
    /// <exception cref="ArgumentException">The counts do not agree, or the scores are of no model.</exception>
    public static TensorLoss Of(ITrainingEngine engine, Tensor chosen, Tensor rejected, ReferenceScores reference, LossRecipe recipe, BatchSize? whole = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(reference);
        var count = reference.Chosen.Length;
        if (count == 0 || chosen.Count != count || rejected.Count != count || reference.Rejected.Length != count || reference.ChosenTokens.Length != count || reference.RejectedTokens.Length != count)
            throw new ArgumentException($"{chosen.Count} chosen and {rejected.Count} rejected responses were given with a reference's scores of {count}.");
        var (better, worse) = (new float[count], new float[count]);
        engine.Read(chosen, better);
        engine.Read(rejected, worse);
        ImmutableArray<PairScores> pairs =
            [.. Enumerable.Range(0, count).Select(i => new PairScores(better[i], worse[i], reference.Chosen[i], reference.Rejected[i], reference.ChosenTokens[i], reference.RejectedTokens[i]))];
        var told = BatchLoss.Of(recipe, pairs.AsSpan(), whole);
        var sum = engine.SumRuns(engine.Add(Sloped(engine, chosen, told, static pair => pair.ChosenSlope), Sloped(engine, rejected, told, static pair => pair.RejectedSlope)), [count]);
        // What the straight line through this point lacks to the loss is a constant and has no gradient.
        var line = pairs.Zip(told.Pairs, static (pair, slopes) => (slopes.ChosenSlope * pair.PolicyChosen) + (slopes.RejectedSlope * pair.PolicyRejected)).Sum();
        return new TensorLoss(engine.Add(sum, engine.From([(float)(told.Total - line)], 1)), told, pairs);
    }

    private static Tensor Sloped(ITrainingEngine engine, Tensor scores, BatchLoss told, Func<PairLoss, double> slope) =>
        engine.Multiply(scores, engine.From([.. told.Pairs.Select(pair => (float)slope(pair))], told.Pairs.Length));
}
