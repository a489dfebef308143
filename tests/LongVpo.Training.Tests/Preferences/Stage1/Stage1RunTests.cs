using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Stage1;
using LongVpo.Training.Preferences.Stage1.Worlds;

namespace LongVpo.Training.Tests.Preferences.Stage1;

/// <summary>Makes pairs with a model that sees and holds them against the script: whatever is asked must be true, whatever is planted must be caught.</summary>
public sealed class Stage1RunTests
{
    [Fact]
    public async Task Pairs_are_true_and_cannot_be_told_apart_without_looking()
    {
        using var folder = new TempFolder();
        var path = folder.File("pairs.jsonl");
        var report = await new Stage1Bed(wrongEvery: 50).RunAsync(path, 400);

        var (pairs, truth) = (Stage1Bed.Read(path), TruthReport.Of(Stage1Bed.Read(path)));
        Assert.True(report.Enough);
        Assert.Equal((400L, 400, 0), (report.Pairs, truth.Pairs, truth.Unjudged));
        Assert.InRange(truth.PreferredRight, 0.95, 1);
        Assert.InRange(truth.DispreferredWrong, 0.95, 1);
        Assert.Equal((0.0, 0.0, 0.0), (truth.Twins, truth.Vague, truth.Unfounded));
        Assert.InRange(truth.ToldByWords, 0.4, 0.55);
        Assert.True(report.AnchorUniformity > 0.01);
        Assert.Equal(4, truth.Families.Count);
        Assert.Empty(PairCheck.Of(pairs, new HashSet<string>()).Problems);
        Assert.Equal([2, 4, 8, 16], report.Clips.Keys);
        Assert.InRange(report.Clips[8] / 400.0, 0.28, 0.42);
        Assert.All(pairs, pair => Assert.True(pair.Filters!.MaxCos <= report.Likeness && pair.Filters.SpecMargin >= 0.5 && pair.Ref!.LpChosen > pair.Ref.LpRejected));
        Assert.All(pairs, pair => Assert.Equal(pair.Context.Clips.Length, pair.Sources.Count()));
    }

    [Fact]
    public async Task Questions_without_a_cue_are_caught_by_the_captions_and_by_the_margins_too()
    {
        using var folder = new TempFolder();
        var bed = new Stage1Bed(vague: 30);
        var caught = await bed.RunAsync(folder.File("rule.jsonl"), 150);
        await bed.RunAsync(folder.File("none.jsonl"), 150, Stage1Bed.Settings with { Without = Stage1Parts.Rule | Stage1Parts.Margin });

        Assert.Equal(0, TruthReport.Of(Stage1Bed.Read(folder.File("rule.jsonl"))).Vague);
        Assert.InRange(TruthReport.Of(Stage1Bed.Read(folder.File("none.jsonl"))).Vague, 0.2, 0.4);
        Assert.InRange(caught.Filters.Single(filter => filter.Filter == RejectReasons.Vague).Rejected, 40, 120);
    }

    [Fact]
    public async Task Twins_of_the_anchor_come_by_chance_and_are_kept_out()
    {
        using var folder = new TempFolder();
        var bed = new Stage1Bed();
        var without = Stage1Parts.Rule | Stage1Parts.Margin | Stage1Parts.Reference;
        await bed.RunAsync(folder.File("with.jsonl"), 400, Stage1Bed.Settings with { Without = without });
        await bed.RunAsync(folder.File("open.jsonl"), 400, Stage1Bed.Settings with { Without = without | Stage1Parts.Likeness });

        var (kept, open) = (TruthReport.Of(Stage1Bed.Read(folder.File("with.jsonl"))), TruthReport.Of(Stage1Bed.Read(folder.File("open.jsonl"))));
        Assert.InRange(open.TwinActors, 0.06, 0.25);
        Assert.InRange(kept.TwinActors, 0, 0.02);
        Assert.All(Stage1Bed.Read(folder.File("with.jsonl")), pair => Assert.Null(pair.Ref));
    }

    [Fact]
    public async Task A_twin_that_is_put_in_on_purpose_is_in_every_composite()
    {
        using var folder = new TempFolder();
        var without = Stage1Parts.Likeness | Stage1Parts.Rule | Stage1Parts.Margin | Stage1Parts.Reference;
        await new Stage1Bed(worlds: 2000).RunAsync(folder.File("twins.jsonl"), 60, Stage1Bed.Settings with { IsTwinAdded = true, Without = without });

        var pairs = Stage1Bed.Read(folder.File("twins.jsonl"));
        Assert.All(pairs, pair => Assert.True(pair.Filters!.MaxCos > Stage1Bed.Settings.Likeness));
        Assert.InRange(TruthReport.Of(pairs).TwinActors, 0.8, 1);
    }

    [Fact]
    public async Task Long_composites_are_as_frequent_as_they_were_meant_to_be_whatever_the_filters_throw_away()
    {
        using var folder = new TempFolder();
        var report = await new Stage1Bed().RunAsync(folder.File("pairs.jsonl"), 400);

        foreach (var length in Stage1Bed.Settings.Lengths) Assert.InRange(100 * report.Clips[length.Clips] / 400.0, length.Percent - 7, length.Percent + 7);
        Assert.InRange(report.Yield, 0.85, 1);
    }

    [Fact]
    public async Task A_run_that_was_stopped_anywhere_comes_to_the_same_bytes()
    {
        using var folder = new TempFolder();
        await new Stage1Bed().RunAsync(folder.File("whole.jsonl"), 40, Stage1Bed.Settings with { SideBySide = 1 });
        for (var stopAt = 5; stopAt < 40; stopAt += 7)
        {
            using var stop = new CancellationTokenSource();
            var at = stopAt;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Stage1Bed().RunAsync(
                folder.File("partly.jsonl"), 40, progress: new Stopper(progress => { if (progress.Attempts >= at) stop.Cancel(); }), cancellationToken: stop.Token));
        }

        var report = await new Stage1Bed().RunAsync(folder.File("partly.jsonl"), 40);

        Assert.Equal(File.ReadAllBytes(folder.File("whole.jsonl")), File.ReadAllBytes(folder.File("partly.jsonl")));
        Assert.Equal(File.ReadAllBytes(folder.File("whole.jsonl.run")), File.ReadAllBytes(folder.File("partly.jsonl.run")));
        Assert.Equal(report.Attempts, report.Pairs + report.Filters.Sum(filter => filter.Rejected));
        var other = await Assert.ThrowsAsync<PreferenceException>(() => new Stage1Bed().RunAsync(folder.File("partly.jsonl"), 50, Stage1Bed.Settings with { Seed = 2 }));
        Assert.Contains("other settings", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reference_scores_are_asked_once_for_a_clip_and_found_out_when_the_model_is_another()
    {
        using var folder = new TempFolder();
        var path = folder.File("pairs.jsonl");
        var settings = Stage1Bed.Settings with { Without = Stage1Parts.Margin | Stage1Parts.Certainty };
        var first = new Stage1Bed();
        await first.RunAsync(path, 300, settings);
        File.Delete(path);
        File.Delete(path + ".run");

        var second = new Stage1Bed();
        await second.RunAsync(path, 300, settings);

        Assert.InRange(first.Worker.Scored, 400, 640);
        // All but the one in a hundred that is scored again.
        Assert.InRange(second.Worker.Scored, 0, 30);
        File.WriteAllLines(Stage1Run.ScoresOf(path), File.ReadAllLines(Stage1Run.ScoresOf(path)).Select(line => line.Replace("\"lp\":-", "\"lp\":-1", StringComparison.Ordinal)));
        File.Delete(path);
        File.Delete(path + ".run");
        Assert.Contains("scored anew", (await Assert.ThrowsAsync<PreferenceException>(() => new Stage1Bed().RunAsync(path, 300, settings))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_source_is_never_used_again()
    {
        using var folder = new TempFolder();
        var path = folder.File("pairs.jsonl");
        await new Stage1Bed(worlds: 60).RunAsync(path, 30, Stage1Bed.Settings with { Lengths = [new(4, 100)] });
        var source = Stage1Bed.Read(path)[3].Context.Clips[0].SourceId;
        Withdrawal.Take(path, [source], TestContext.Current.CancellationToken);

        var report = await new Stage1Bed(worlds: 60).RunAsync(path, 80, Stage1Bed.Settings with { Lengths = [new(4, 100)] });

        Assert.Equal(80, report.Pairs);
        Assert.DoesNotContain(Stage1Bed.Read(path), pair => pair.Sources.Contains(source));
    }

    [Fact]
    public async Task A_run_that_makes_nothing_ends_and_says_which_filter_stopped_all()
    {
        using var folder = new TempFolder();
        var report = await new Stage1Bed(worlds: 20, vague: 100).RunAsync(folder.File("pairs.jsonl"), 3);

        Assert.False(report.Enough);
        Assert.Equal((500L, 0L), (report.Attempts, report.Pairs));
        Assert.Equal(RejectReasons.Vague, report.Filters.MaxBy(filter => filter.Rejected)!.Filter);
    }

    [Theory]
    [InlineData(0, 200_000)]
    [InlineData(300_000, 300_010)]
    [InlineData(150_000, 150_010)]
    public void Seeds_that_pairs_may_not_be_made_of_are_refused(long from, long to) => Assert.Throws<PreferenceException>(() => new WorldPool(from, to, isCaptioned: false));

    private sealed class Stopper(Action<Stage1Progress> told) : IProgress<Stage1Progress>
    {
        public void Report(Stage1Progress value) => told(value);
    }
}
