using System.Collections.Immutable;
using System.Globalization;

namespace LongVpo.Training.Evaluation.Promotion;

/// <summary>Holds a candidate against what stands, question by question, and says whether it may stand instead.</summary>
/// <param name="suite">What is asked.</param>
public sealed class PromotionJudge(PromotionSuite suite)
{
    // An answer that is less sure than all but a tenth of the right ones is a guess, and a guess is no invention.
    private const double UnsureShare = 0.1;

    /// <summary>Judges.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="current">What stands.</param>
    /// <param name="progress">Makes what is told of each part's progress, by the part's name.</param>
    /// <param name="cancellationToken">Stops between worlds.</param>
    /// <exception cref="ArgumentException">The suite cannot be asked; one sentence.</exception>
    public PromotionReport Run(IAnswerScorer candidate, IAnswerScorer current, Func<string, IProgress<EvaluationProgress>?> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(progress);
        var (worlds, absent) = (new WorldEvaluation(suite.Plan()), new AbsentEvaluation(suite));
        var stands = worlds.Run(current, progress("current"), cancellationToken);
        var comes = worlds.Run(candidate, progress("candidate"), cancellationToken);
        var (present, before) = absent.Run(current, progress("current, absent"), cancellationToken);
        var (_, after) = absent.Run(candidate, progress("candidate, absent"), cancellationToken);
        if (stands.IsEmpty || before.IsEmpty) throw new ArgumentException("The suite's seeds allow no questions: give more seeds, or more families.");
        return Decide(candidate.Name, current.Name, [.. comes.Zip(stands)], [.. after.Zip(before)], SureFrom(present), suite);
    }

    /// <summary>The decision alone, from answers: refused is who is worse by more than the tolerance, in the mean or for sure, or who invents more.</summary>
    internal static PromotionReport Decide(
        string candidate, string current, ImmutableArray<(JudgedQuestion Candidate, JudgedQuestion Current)> answers, ImmutableArray<(SureAnswer Candidate, SureAnswer Current)> absent, double sureFrom,
        PromotionSuite suite)
    {
        var right = ShareChange.Of(null, [.. answers.Select(static pair => (pair.Candidate.World, pair.Candidate.Right, pair.Current.Right))]);
        ImmutableArray<ShareChange> lengths =
        [
            .. answers.GroupBy(static pair => pair.Candidate.Frames).OrderBy(static length => length.Key)
                .Select(static length => ShareChange.Of(length.Key, [.. length.Select(static pair => (pair.Candidate.World, pair.Candidate.Right, pair.Current.Right))])),
        ];
        var invented = ShareChange.Of(null, [.. absent.Select(pair => (pair.Candidate.World, pair.Candidate.LogProbability >= sureFrom, pair.Current.LogProbability >= sureFrom))]);
        var refusals = ImmutableArray.CreateBuilder<string>();
        if (right.Difference < -suite.Tolerance || right.Ci[1] < 0) refusals.Add($"It answers fewer questions right: {Told(right)}.");
        foreach (var length in lengths)
            if (length.Ci[1] < -suite.Tolerance) refusals.Add(string.Create(CultureInfo.InvariantCulture, $"It answers fewer questions about {length.Frames} frames right: {Told(length)}."));
        if (invented.Difference > suite.Tolerance || invented.Ci[0] > 0) refusals.Add($"It invents more about those who are not there: {Told(invented)}.");
        return new PromotionReport(candidate, current, suite.Seeds, right, lengths, invented, Math.Round(sureFrom, 4), suite.Tolerance, refusals.ToImmutable());
    }

    private static double SureFrom(ImmutableArray<SureAnswer> present)
    {
        double[] right = [.. present.Where(static answer => answer.Right).Select(static answer => answer.LogProbability).Order()];
        // A model without a right answer is sure of nothing; whatever it says is then held against what both say at their surest.
        return right.Length == 0 ? present.Select(static answer => answer.LogProbability).DefaultIfEmpty(0).Max() : right[(int)(UnsureShare * right.Length)];
    }

    private static string Told(ShareChange change) => string.Create(
        CultureInfo.InvariantCulture, $"{100 * change.Candidate:0.0} % against {100 * change.Current:0.0} % ({100 * change.Difference:+0.0;-0.0;0.0} points, {100 * change.Ci[0]:+0.0;-0.0;0.0} to {100 * change.Ci[1]:+0.0;-0.0;0.0})");
}
