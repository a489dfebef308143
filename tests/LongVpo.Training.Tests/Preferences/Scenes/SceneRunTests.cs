using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Scenes;
using LongVpo.Training.Preferences.Scenes.Worlds;
using LongVpo.Training.Preferences.Stage1;
using LongVpo.Training.Preferences.Stage2;
using LongVpo.Training.Preferences.Tpo;
using LongVpo.Training.Tests.Preferences.Pairs;

namespace LongVpo.Training.Tests.Preferences.Scenes;

/// <summary>Makes pairs over episodes with a model that sees and holds them against the script.</summary>
public sealed class SceneRunTests
{
    [Fact]
    public async Task Pairs_of_several_scenes_are_true_and_degraded_in_both_ways_as_often()
    {
        using var folder = new TempFolder();
        var path = folder.File("pairs.jsonl");
        var report = await new SceneBed(wrongEvery: 25).Stage2Async(path, 100);

        var pairs = SamplePairs.Read(path);
        var truth = EpisodeTruth.Of(pairs, SceneBook.Read(SceneBook.PathOf(path)));
        Assert.True(report.Enough, string.Join(", ", report.Filters.Where(static filter => filter.Rejected > 0)));
        Assert.Equal((100, 0), (truth.Pairs, truth.Unjudged));
        Assert.InRange(truth.PreferredRight, 0.8, 1);
        Assert.InRange(truth.DispreferredWrong, 0.9, 1);
        Assert.InRange(truth.CitedRight, 0.95, 1);
        Assert.InRange(truth.CaptionsRight.Average(), 0.85, 0.9999);
        Assert.InRange(report.Kinds["partial"], 30, 70);
        Assert.Equal(100 - report.Kinds["partial"], report.Kinds["irrelevant"]);
        Assert.Equal([6, 9], report.Scenes.Keys);
        Assert.All(pairs, static pair =>
        {
            Assert.Equal(pair.Context.Relevant, pair.ChosenContext);
            if (pair.RejectedKind == RejectedKind.Partial) Assert.True(pair.RejectedContext.All(pair.Context.Relevant.Contains) && pair.RejectedContext.Length < pair.Context.Relevant.Length);
            else Assert.All(pair.RejectedContext, scene => Assert.All(pair.Context.Relevant, one => Assert.True(Math.Abs(one - scene) > 1)));
        });
        Assert.Empty(PairCheck.Of(pairs, new HashSet<string>()).Problems.Where(static problem => problem.Kind is not ("shortcut" or "length")));
    }

    [Fact]
    public async Task A_run_that_was_stopped_anywhere_comes_to_the_same_bytes_and_captions_nothing_twice()
    {
        using var folder = new TempFolder();
        var straight = new SceneBed();
        await straight.Stage2Async(folder.File("whole.jsonl"), 30, SceneBed.Settings with { SideBySide = 1 });
        var captioned = 0;
        for (var stopAt = 4; stopAt < 30; stopAt += 8)
        {
            using var stop = new CancellationTokenSource();
            var (at, bed) = (stopAt, new SceneBed());
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bed.Stage2Async(folder.File("partly.jsonl"), 30, SceneBed.Settings with { SideBySide = 1 },
                new Stopper(progress => { if (progress.Attempts >= at) stop.Cancel(); }), stop.Token));
            captioned += bed.Worker.Captioned;
        }

        var last = new SceneBed();
        await last.Stage2Async(folder.File("partly.jsonl"), 30, SceneBed.Settings with { SideBySide = 3 });

        Assert.Equal(File.ReadAllBytes(folder.File("whole.jsonl")), File.ReadAllBytes(folder.File("partly.jsonl")));
        Assert.Equal(File.ReadAllBytes(folder.File("whole.jsonl.run")), File.ReadAllBytes(folder.File("partly.jsonl.run")));
        Assert.InRange(captioned + last.Worker.Captioned, straight.Worker.Captioned, straight.Worker.Captioned + 20);
        var other = await Assert.ThrowsAsync<PreferenceException>(() => new SceneBed().Stage2Async(folder.File("partly.jsonl"), 50, SceneBed.Settings with { PartialPercent = 10 }));
        Assert.Contains("other settings", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_model_is_not_sure_of_makes_no_pair()
    {
        using var folder = new TempFolder();
        var bed = new SceneBed(wrongEvery: 8);
        await bed.Stage2Async(folder.File("all.jsonl"), 60);
        var report = await bed.Stage2Async(folder.File("sure.jsonl"), 60, SceneBed.Settings with { LeastCertainty = 0.5 });

        double Right(string file) => EpisodeTruth.Of(SamplePairs.Read(folder.File(file)), []).PreferredRight;
        Assert.True(Right("sure.jsonl") > Right("all.jsonl") + 0.05, $"{Right("sure.jsonl")}, {Right("all.jsonl")}");
        Assert.True(report.Filters.Single(static filter => filter.Filter == RejectReasons.UnsureCaption).Rejected > 0);
    }

    [Fact]
    public async Task True_captions_and_whole_videos_are_switches()
    {
        using var folder = new TempFolder();
        var bed = new SceneBed(wrongEvery: 4, isCaptioned: true);
        await bed.Stage2Async(folder.File("true.jsonl"), 20);
        await bed.Stage2Async(folder.File("full.jsonl"), 20, SceneBed.Settings with { Preferred = PreferredContext.Full });

        Assert.Equal(0, bed.Worker.Captioned);
        Assert.All(EpisodeTruth.Of([], SceneBook.Read(SceneBook.PathOf(folder.File("true.jsonl")))).CaptionsRight, static share => Assert.Equal(1, share));
        Assert.All(SamplePairs.Read(folder.File("full.jsonl")), static pair => Assert.Equal(pair.Context.Clips.Length, pair.ChosenContext.Length));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5)]
    [InlineData(0)]
    public async Task Tpo_mixes_scenes_left_out_and_sparse_looks_as_told(int localized)
    {
        using var folder = new TempFolder();
        var path = folder.File("pairs.jsonl");
        var report = await new SceneBed().TpoAsync(path, 40, new TpoSettings { Localized = localized });

        var pairs = SamplePairs.Read(path);
        Assert.True(report.Enough, string.Join(", ", report.Filters.Where(static filter => filter.Rejected > 0)));
        Assert.InRange(report.Kinds.GetValueOrDefault("irrelevant"), (40 * localized / 10) - 12, (40 * localized / 10) + 12);
        Assert.Equal(40, report.Kinds.GetValueOrDefault("irrelevant") + report.Kinds.GetValueOrDefault("downsample"));
        Assert.True(report.Types.Count > 1);
        var truth = EpisodeTruth.Of(pairs, []);
        Assert.Equal((40, 1.0), (truth.Pairs, truth.DispreferredWrong));
        Assert.InRange(truth.PreferredRight, 0.9, 1);
    }

    [Theory]
    [InlineData("""[{"question": "Who comes back?", "reasoning": "Scene #1 and scene 3 show her.", "answer": "the woman"}]""", "0,2")]
    [InlineData("""Sure: ```json [{"question": "Who?", "reasoning": "Scene #9", "answer": "x"}] ```""", "")]
    [InlineData("""[{"question": "Who?"}]""", null)]
    [InlineData("no", null)]
    public void Questions_of_a_model_are_taken_out_of_its_reply_with_the_scenes_that_it_names(string reply, string? scenes)
    {
        var read = ModelQueryWriter.Read(reply, 4);
        if (scenes is null) Assert.Empty(read);
        else Assert.Equal(scenes, string.Join(',', Assert.Single(read).Scenes));
    }

    [Fact]
    public void A_captioners_memory_holds_the_last_captions_a_summary_and_no_more_than_it_may()
    {
        var memory = CaptionMemory.Empty;
        Assert.Null(memory.Text());
        for (var i = 1; i <= 10; i++) memory = memory.With($"caption {i}");

        Assert.StartsWith("Scene #3: caption 3", memory.Text(), StringComparison.Ordinal);
        Assert.EndsWith("Scene #10: caption 10", memory.Text(), StringComparison.Ordinal);
        Assert.Contains("earlier scenes: a man enters", (memory with { Summary = "a man enters" }).Text(), StringComparison.Ordinal);
        Assert.True((memory with { Summary = new string('x', 50_000) }).Text()!.Length < 6_100);
        Assert.Equal([8], Enumerable.Range(0, 11).Where(static count => (CaptionMemory.Empty with { Count = count }).IsSummaryDue));
    }

    private sealed class Stopper(Action<Stage1Progress> told) : IProgress<Stage1Progress>
    {
        public void Report(Stage1Progress value) => told(value);
    }
}
