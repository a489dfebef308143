using System.Globalization;
using LongVpo.Training.Preferences.Stage1;
using LongVpo.Training.Preferences.Stage1.Worlds;

namespace LongVpo.Cli.Terminal;

/// <summary>Shows a person what a run of pairs made, filter by filter, and how true its pairs are.</summary>
internal static class Stage1Text
{
    public static void Write(Stage1Report report, Calibration line, TextWriter to)
    {
        to.WriteLine($"{report.Pairs} pairs of {report.Attempts} attempts ({Percent(report.Yield)}) from {report.Pool}");
        foreach (var filter in report.Filters.Where(static filter => filter.Rejected > 0)) to.WriteLine($"  {filter.Filter,-26}{filter.Rejected,8} of {filter.Entered,8} stopped");
        to.WriteLine($"clips in a composite: {string.Join(", ", report.Clips.Select(static one => $"{one.Key}: {one.Value}"))}");
        to.WriteLine($"anchors by tenths: {string.Join(' ', report.Places)}; uniform with probability {report.AnchorUniformity?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-"}");
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"clips count as alike above {line.Threshold:0.000}: {Percent(line.Recall)} of the calibration's twins are found, {Percent(line.FalseAlarms)} of its other clips are taken for twins"));
        if (!report.Enough) to.WriteLine("Nearly every attempt was rejected, so the run gave up: see the filter that stopped most.");
    }

    public static void Write(TruthReport report, TextWriter to)
    {
        to.WriteLine($"{report.Pairs} pairs judged, {report.Unjudged} not");
        to.WriteLine($"  preferred right     {Percent(report.PreferredRight)}");
        to.WriteLine($"  dispreferred wrong  {Percent(report.DispreferredWrong)}");
        to.WriteLine($"  questions about something that is not there {Percent(report.Unfounded)}, that fit another clip {Percent(report.Twins)}, that lack a cue {Percent(report.Vague)}");
        to.WriteLine($"  another clip shows the same actor {Percent(report.TwinActors)}; told apart by length and words alone {Percent(report.ToldByWords)}");
        foreach (var (family, cell) in report.Families) to.WriteLine($"  {family}  {cell.Pairs,6} pairs, preferred right {Percent(cell.PreferredRight)}, dispreferred wrong {Percent(cell.DispreferredWrong)}");
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
