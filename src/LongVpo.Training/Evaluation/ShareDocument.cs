using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation;

/// <summary>A share of right answers, as other programs read it.</summary>
/// <param name="Questions">Questions asked.</param>
/// <param name="Accuracy">Share of right answers, 0 to 1, to four places.</param>
/// <param name="Ci">The 95 % confidence interval, lower end and upper end.</param>
public sealed record ShareDocument(int Questions, double Accuracy, ImmutableArray<double> Ci)
{
    /// <summary>The document of some answers; null where nothing was asked.</summary>
    public static ShareDocument? Of(IEnumerable<JudgedQuestion> answers, Func<JudgedQuestion, bool> right) =>
        Evaluation.Accuracy.Of(answers.Select(answer => (answer.World, right(answer)))) is { } share ? new ShareDocument(share.Questions, Round(share.Share), [Round(share.Low), Round(share.High)]) : null;

    /// <summary>Four places: more would tell nothing that the interval leaves standing.</summary>
    public static double Round(double number) => Math.Round(number, 4);
}
