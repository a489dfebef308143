using System.Globalization;
using LongVpo.Training.Evaluation.Benchmarks;

namespace LongVpo.Training.Evaluation;

/// <summary>
/// By how much one model answers more questions right than another, with a 95 % interval by bootstrap. Both answered the same questions, and whole worlds are drawn, so what the questions
/// have in common cancels out.
/// </summary>
/// <param name="Questions">Questions that both answered.</param>
/// <param name="Difference">Share of the first minus share of the second, -1 to 1.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct PairedDifference(int Questions, double Difference, double Low, double High)
{
    /// <summary>The difference over answers in which each question is asked of both; null where nothing was asked.</summary>
    /// <param name="answers">The world of each question and whether the first and the second are right.</param>
    /// <param name="seed">Of the drawing; the same seed, the same interval.</param>
    public static PairedDifference? Of(IEnumerable<(long World, bool First, bool Second)> answers, ulong seed = 1)
    {
        var scores = answers.Select(static answer => (answer.World.ToString(CultureInfo.InvariantCulture), Score: (answer.First ? 1.0 : 0) - (answer.Second ? 1 : 0))).ToList();
        if (scores.Count == 0) return null;
        var (low, high) = ClusterBootstrap.Interval(scores, seed);
        return new PairedDifference(scores.Count, scores.Average(static one => one.Score), low, high);
    }
}
