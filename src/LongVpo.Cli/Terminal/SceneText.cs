using System.Globalization;
using LongVpo.Training.Preferences.Scenes;
using LongVpo.Training.Preferences.Scenes.Worlds;

namespace LongVpo.Cli.Terminal;

/// <summary>Shows a person what a run over long videos made, filter by filter, and how true its pairs are.</summary>
internal static class SceneText
{
    public static void Write(SceneReport report, TextWriter to)
    {
        to.WriteLine($"{report.Pairs} pairs of {report.Attempts} attempts ({Percent(report.Yield)}) from {report.Videos}");
        foreach (var filter in report.Filters.Where(static filter => filter.Rejected > 0)) to.WriteLine($"  {filter.Filter,-26}{filter.Rejected,8} of {filter.Entered,8} stopped");
        to.WriteLine($"dispreferred by: {string.Join(", ", report.Kinds.Select(static one => $"{one.Key} {one.Value}"))}");
        to.WriteLine($"scenes in a video: {string.Join(", ", report.Scenes.Select(static one => $"{one.Key}: {one.Value}"))}");
        to.WriteLine($"questions: {string.Join(", ", report.Types.Select(one => $"{one.Key} {Percent((double)one.Value / Math.Max(1, report.Pairs))}"))}");
        if (!report.Enough) to.WriteLine("Every question of every video was tried: give it more videos, or see the filter that stopped most.");
    }

    public static void Write(EpisodeTruth truth, TextWriter to)
    {
        to.WriteLine($"{truth.Pairs} pairs judged, {truth.Unjudged} not");
        to.WriteLine($"  preferred right     {Percent(truth.PreferredRight)}");
        to.WriteLine($"  dispreferred wrong  {Percent(truth.DispreferredWrong)}");
        to.WriteLine($"  questions that the script does not answer {Percent(truth.Unfounded)}; of the others, scenes named rightly {Percent(truth.CitedRight)}; told apart by length and words alone {Percent(truth.ToldByWords)}");
        if (!truth.CaptionsRight.IsEmpty) to.WriteLine($"  captions right by quarters of the video: {string.Join(", ", truth.CaptionsRight.Select(Percent))}");
        foreach (var (family, cell) in truth.Families) to.WriteLine($"  {family}  {cell.Pairs,6} pairs, preferred right {Percent(cell.PreferredRight)}, dispreferred wrong {Percent(cell.DispreferredWrong)}");
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
