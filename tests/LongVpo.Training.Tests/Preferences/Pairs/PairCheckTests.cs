using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Tests.Preferences.Pairs;

/// <summary>Plants what makes pairs useless or unlawful to train on, and sees each told; good pairs are told nothing.</summary>
public sealed class PairCheckTests
{
    private static readonly List<PreferencePair> Pairs = [.. Enumerable.Range(0, 300).Select(SamplePairs.Of)];

    [Fact]
    public void Good_pairs_have_no_problem()
    {
        var check = PairCheck.Of(Pairs, new HashSet<string>());

        Assert.Empty(check.Problems);
        Assert.Equal((300, 300, 900), (check.Pairs, check.ByStage["stage1"], check.ByLicence["CC0-1.0"]));
        Assert.InRange(check.ToldByWords, 0.3, 0.55);
        Assert.True(check.AnchorUniformity > 0.5);
    }

    [Fact]
    public void Sources_in_two_splits_or_evaluated_on_are_told()
    {
        var moved = Pairs[1] with { Split = PairSplit.Test, Id = "t" };
        var check = PairCheck.Of([Pairs[0], Pairs[1], moved], new HashSet<string> { Pairs[0].Context.Clips[0].SourceId });

        Assert.Equal(3, check.Problems.Count(problem => problem.Kind == "split"));
        Assert.Equal(Pairs[0].Context.Clips[0].SourceId, Assert.Single(check.Problems, problem => problem.Kind == "held").Where);
        Assert.Contains(check.Problems, problem => problem is { Kind: "repeated", Where: "t" });
    }

    [Fact]
    public void Anchors_at_one_place_are_told()
    {
        var check = PairCheck.Of([.. Pairs.Select(pair => pair with { Context = pair.Context with { Anchor = 2 } })], new HashSet<string>());

        Assert.Contains(check.Problems, problem => problem.Kind == "anchors");
        Assert.True(check.AnchorUniformity < 1e-6);
    }

    [Fact]
    public void Responses_that_words_or_length_give_away_are_told()
    {
        var check = PairCheck.Of([.. Pairs.Select(pair => pair with { Rejected = "It is not visible " + pair.Rejected, Context = pair.Context with { Clips = [.. pair.Context.Clips.Select(clip => clip with { Licence = null })] } })], new HashSet<string>());

        Assert.Equal(1, check.ToldByWords);
        Assert.Equal(1, check.Refusals);
        Assert.Equal(["length", "licence", "refusals", "shortcut"], check.Problems.Select(problem => problem.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_source_keeps_its_split_whatever_else_there_is()
    {
        var splits = Enumerable.Range(0, 4000).Select(i => SplitRules.Of($"video{i}")).ToList();

        Assert.Equal(splits, Enumerable.Range(0, 4000).Select(i => SplitRules.Of($"video{i}")));
        Assert.InRange(splits.Count(split => split == PairSplit.Validation), 150, 250);
        Assert.InRange(splits.Count(split => split == PairSplit.Test), 150, 250);
        Assert.Equal(PairSplit.Train, SplitRules.Of("video0", 0, 0));
        Assert.Throws<ArgumentException>(() => SplitRules.Of("a", 0.6, 0.4));
    }
}
