using System.Globalization;
using LongVpo.Training.Evaluation.Promotion;

namespace LongVpo.Cli.Terminal;

/// <summary>Tells a person what the short suite said and what became of the candidate.</summary>
internal static class PromotionText
{
    public static void Write(PromotionReport report, string over, TextWriter output)
    {
        output.WriteLine("            questions  candidate  current  difference (95 %)");
        foreach (var length in report.Lengths) output.WriteLine(Row($"{length.Frames} frames", length));
        output.WriteLine(Row("right", report.Right));
        output.WriteLine(Row("invented", report.Invented));
        if (report.Passed) output.WriteLine($"{report.Candidate} stands for {over} now.");
        else output.WriteLine($"{report.Candidate} is not promoted, {report.Current} goes on standing for {over}. {string.Join(' ', report.Refusals)}");
    }

    private static string Row(string what, ShareChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-10}  {change.Questions,9}  {100 * change.Candidate,9:0.0}  {100 * change.Current,7:0.0}  {100 * change.Difference,10:+0.0;-0.0;0.0} ({100 * change.Ci[0]:+0.0;-0.0;0.0} to {100 * change.Ci[1]:+0.0;-0.0;0.0})");
}
