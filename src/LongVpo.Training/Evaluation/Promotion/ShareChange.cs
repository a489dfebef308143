using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Promotion;

/// <summary>A share of two models over the same questions.</summary>
/// <param name="Frames">Frames shown; null over all lengths.</param>
/// <param name="Questions">Questions that both were asked.</param>
/// <param name="Candidate">The candidate's share, 0 to 1.</param>
/// <param name="Current">The share of what stands.</param>
/// <param name="Difference">Candidate minus current.</param>
/// <param name="Ci">Its 95 % interval by paired bootstrap over worlds.</param>
public sealed record ShareChange(int? Frames, int Questions, double Candidate, double Current, double Difference, ImmutableArray<double> Ci)
{
    internal static ShareChange Of(int? frames, IReadOnlyList<(long World, bool Candidate, bool Current)> answers)
    {
        var paired = PairedDifference.Of(answers.Select(static answer => (answer.World, answer.Candidate, answer.Current)))!.Value;
        return new ShareChange(
            frames, answers.Count, ShareDocument.Round(answers.Count(static answer => answer.Candidate) / (double)answers.Count), ShareDocument.Round(answers.Count(static answer => answer.Current) / (double)answers.Count),
            ShareDocument.Round(paired.Difference), [ShareDocument.Round(paired.Low), ShareDocument.Round(paired.High)]);
    }
}
