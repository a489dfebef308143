using LongVpo.Models.Training;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Pairs.Pictures;

namespace LongVpo.Training.Tests.Preferences.Pairs;

/// <summary>Pairs over scripted worlds for tests of files: right in form, arbitrary in what they say.</summary>
internal static class SamplePairs
{
    private static readonly string[] Answers = ["it moves left", "it moves right", "it grows", "it shrinks", "it moves up"];

    /// <summary>A pair about three scenes, each of a world of its own.</summary>
    public static PreferencePair Of(int attempt)
    {
        PairClip Clip(int i) => new WorldMedia(false, (attempt * 3) + i, 1, 0).Clip();
        var anchor = attempt % 3;
        return new PreferencePair(
            PreferencePair.CurrentSchema, $"s1-{attempt:000000}", PairStage.Stage1, $"what does the {attempt}th thing do?", Answers[Mixed(attempt) % 5], Answers[(Mixed(attempt) + 1 + (Mixed(attempt) / 5 % 4)) % 5],
            new PairContext([Clip(0), Clip(1), Clip(2)], [anchor], anchor), [anchor], [(anchor + 1) % 3], RejectedKind.Distractor, new PairMaking("sha256:00", 7, "q1", attempt), PairSplit.Train,
            new PairReference(ReferenceMode.Anchor, "sha256:00", -6.31, -11.02, 4, 4), new PairFilters(0.41, 0.83, 1.2));
    }

    private static int Mixed(int attempt) => (int)(new SplitMix((ulong)attempt).Next() % 1000);

    public static string Written(TempFolder folder, params IEnumerable<PreferencePair> pairs)
    {
        var path = folder.File("pairs.jsonl");
        File.WriteAllLines(path, pairs.Select(PairReader.Line));
        return path;
    }

    public static List<PreferencePair> Read(string path) => [.. PairReader.Read(path, TestContext.Current.CancellationToken)];
}
