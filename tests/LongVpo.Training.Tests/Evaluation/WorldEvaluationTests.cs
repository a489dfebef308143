using System.Collections.Immutable;
using System.Text.Json;
using LongVpo.Training.Evaluation;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Evaluation;

/// <summary>Checks that a judgement gives everything to whoever knows, chance to whoever guesses, and that its questions are balanced.</summary>
public sealed class WorldEvaluationTests
{
    private static readonly WorldPlan Plan = new() { Lengths = [8, 16, 24, 64], Questions = 96 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Who_has_the_script_is_right_always_and_without_footage_no_better_than_chance()
    {
        var judged = Run(new ScriptedScorer(), Plan with { Families = [.. Enum.GetValues<QuestionFamily>()] });

        Assert.All(judged, answer => Assert.True(answer.Right && answer.Greedy));
        var report = Report(judged);
        Assert.All(report.Lengths, length => Assert.Equal((1.0, 1.0), (length.Accuracy, length.Ci[1])));
        Assert.All(report.Lengths, length => Assert.InRange(0.25, length.BlindCi[0], length.BlindCi[1]));
        Assert.Null(report.Lengths[0].MultiSegment);
        Assert.Equal(1.0, report.Lengths[3].MultiSegment);
    }

    [Fact]
    public void Who_guesses_is_within_the_interval_of_chance()
    {
        var report = Report(Run(new GuessingScorer(7), Plan with { Questions = 400, Lengths = [8, 32] }));

        Assert.All(report.Lengths, length => Assert.InRange(0.25, length.Ci[0], length.Ci[1]));
        Assert.All(report.Families.Values, family => Assert.InRange(0.25, family.Ci[0] - 0.02, family.Ci[1] + 0.02));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(128)]
    public void Questions_are_spread_evenly_over_families_depths_and_places_of_the_right_answer(int frames)
    {
        ImmutableArray<QuestionFamily> families = [QuestionFamily.A1, QuestionFamily.A2, QuestionFamily.A3, QuestionFamily.A4];
        var items = new QuestionDraw(SeedSpan.Test, families, 8, heldOut: false).Draw(frames / Scene.Steps, 160).ToList();
        var asked = items.SelectMany(item => item.Questions.Select(question => (item.Script, Question: question))).ToList();

        Assert.All(asked.CountBy(one => one.Question.Family), count => Assert.Equal(40, count.Value));
        Assert.All(asked.CountBy(one => one.Question.RightChoice), count => Assert.InRange(count.Value, 36, 44));
        var bins = QuestionDraw.BinsOf(frames / Scene.Steps);
        Assert.All(asked.CountBy(one => one.Question.Anchor * bins / one.Script.Scenes.Length), count => Assert.InRange(count.Value, (160 / bins) - 8, (160 / bins) + 8));
        Assert.All(items, item => Assert.InRange(item.Questions.Length, 1, 8));
        Assert.All(items, item => Assert.Equal(WorldSplit.Test, item.Script.Split));
    }

    [Fact]
    public void Every_model_is_asked_the_same()
    {
        static IEnumerable<string> Texts() => new QuestionDraw(SeedSpan.Test, [QuestionFamily.A1, QuestionFamily.M1, QuestionFamily.M3], 4, heldOut: false).Draw(8, 60).SelectMany(item => item.Questions).Select(question => question.Text);

        Assert.Equal(Texts(), Texts());
    }

    [Fact]
    public void Actors_that_training_never_showed_can_be_asked_about()
    {
        var items = new QuestionDraw(SeedSpan.Test, [QuestionFamily.A2], 4, heldOut: true).Draw(4, 20).ToList();

        Assert.Equal(20, items.Sum(item => item.Questions.Length));
        Assert.All(items, item => Assert.All(item.Questions, question => Assert.True(item.Script.Scenes[question.Anchor].Actor.IsHeldOut)));
    }

    [Fact]
    public void Seeds_that_run_out_give_fewer_questions_and_say_so()
    {
        var report = Report(Run(new ScriptedScorer(), Plan with { Seeds = new SeedSpan(300_000, 300_001), Lengths = [8], Questions = 100 }));

        Assert.InRange(Assert.Single(report.Lengths).Questions, 1, 10);
    }

    [Fact]
    public void A_report_has_the_fields_that_other_programs_read()
    {
        var json = JsonSerializer.Serialize(Report(Run(new ScriptedScorer(), Plan with { Lengths = [40], Questions = 16 })), EvaluationJson.Readable.WorldReport);

        var root = JsonDocument.Parse(json).RootElement;
        Assert.Equal(("script", "300000-309999"), (root.GetProperty("model").GetString(), root.GetProperty("seeds").GetString()));
        var length = root.GetProperty("lengths")[0];
        Assert.Equal((40, 16, 1.0), (length.GetProperty("frames").GetInt32(), length.GetProperty("questions").GetInt32(), length.GetProperty("accuracy").GetDouble()));
        Assert.Equal(2, length.GetProperty("ci").GetArrayLength());
        Assert.All((string[])["retrieval", "multi_segment", "blind"], name => Assert.Equal(JsonValueKind.Number, length.GetProperty(name).ValueKind));
        Assert.Equal(2, root.GetProperty("families").GetProperty("A1").GetProperty("questions").GetInt32());
        Assert.True(root.GetProperty("depths").TryGetProperty("0.0-0.2", out _));
    }

    [Theory]
    [InlineData("0-99", "for training")]
    [InlineData("300000-400000", "are not all for test")]
    [InlineData("150000-150001", "belongs to no range")]
    [InlineData("300010-300000", "are not all for test")]
    [InlineData("many", "FROM-TO")]
    public void Seeds_that_cannot_judge_are_refused_in_a_sentence(string text, string told)
    {
        Assert.False(SeedSpan.TryParse(text, out _, out var wrong));
        Assert.Contains(told, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_that_are_no_scenes_are_refused() =>
        Assert.Contains("12 frames", Assert.Throws<ArgumentException>(() => Run(new ScriptedScorer(), Plan with { Lengths = [8, 12] })).Message, StringComparison.Ordinal);

    private static ImmutableArray<JudgedQuestion> Run(IAnswerScorer scorer, WorldPlan plan) => new WorldEvaluation(plan).Run(scorer, null, Stop);

    private static WorldReport Report(ImmutableArray<JudgedQuestion> judged) => WorldReport.Of("script", SeedSpan.Test, new PositionStretch(null), judged, TimeSpan.FromSeconds(1));
}
