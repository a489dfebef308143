using System.Collections.Immutable;
using LongVpo.Models.Managed;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Evaluation.Promotion;
using LongVpo.Training.Sft;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Evaluation.Promotion;

/// <summary>A candidate stands only where it is not worse and invents no more, and whoever is not there is never in the footage.</summary>
public sealed class PromotionTests
{
    private static readonly PromotionSuite Suite = new() { Schema = PromotionSuite.CurrentSchema, Seeds = "200000-200199", Lengths = [8, 24], Questions = 24, Absent = 12 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Nobody_of_the_world_is_asked_for_and_the_choices_are_told_of_others()
    {
        for (var seed = 200_000; seed < 200_200; seed++)
        {
            var script = WorldScript.Clips(seed, 1 + (seed % 8));

            var question = AbsentQuestions.Ask(script, (ulong)(seed % 3));

            var who = Identity.Trained.Single(identity => question.Text.Contains($"the {WorldWords.Say(identity)}", StringComparison.Ordinal));
            Assert.DoesNotContain(script.Scenes, scene => scene.Actor == who || scene.Bystander == who);
            Assert.Equal(4, question.Choices.Distinct().Count());
            Assert.Equal(question.Text, AbsentQuestions.Ask(script, (ulong)(seed % 3)).Text);
            Assert.All(WordList.Split(question.Text), word => Assert.Contains(word, WordList.All));
        }
    }

    [Fact]
    public void Who_is_worse_or_invents_more_is_refused_in_a_sentence_and_who_is_equal_passes()
    {
        Assert.True(Decide(candidate: 0.8, current: 0.8, invents: 0.3, invented: 0.3).Passed);
        Assert.True(Decide(candidate: 0.9, current: 0.7, invents: 0.1, invented: 0.3).Passed);
        Assert.True(Decide(candidate: 0.79, current: 0.8, invents: 0.31, invented: 0.3).Passed);

        var worse = Decide(candidate: 0.6, current: 0.8, invents: 0.3, invented: 0.3);
        Assert.Equal(-0.2, worse.Right.Difference, 3);
        Assert.Contains("fewer questions right: 60.0 % against 80.0 % (-20.0 points", worse.Refusals[0], StringComparison.Ordinal);
        var inventing = Decide(candidate: 0.9, current: 0.8, invents: 0.5, invented: 0.3);
        Assert.Contains("invents more", Assert.Single(inventing.Refusals), StringComparison.Ordinal);
        Assert.False(inventing.Passed);
    }

    [Fact]
    public void Two_small_networks_are_asked_the_same_and_one_held_against_itself_passes()
    {
        using var temp = new TempFolder();
        foreach (var seed in (int[])[5, 6]) TinyModel.WriteFresh(temp.File($"model{seed}"), new SftRecipe { Network = TinySizes.Miniature, Seed = seed });
        using var first = Open(temp.File("model5"));
        using var again = Open(temp.File("model5"));
        using var other = Open(temp.File("model6"));

        var same = new PromotionJudge(Suite).Run(first, again, _ => null, Stop);
        var two = new PromotionJudge(Suite).Run(other, first, _ => null, Stop);

        Assert.True(same.Passed);
        Assert.Equal((0.0, 0.0), (same.Right.Difference, same.Invented.Difference));
        Assert.Equal([8, 24], same.Lengths.Select(length => length.Frames!.Value));
        Assert.Equal((48, 24), (two.Right.Questions, two.Invented.Questions));
        Assert.Equal(same.Right.Current, two.Right.Current);
    }

    [Theory]
    [InlineData("""{"schema":"suite/9"}""", "suite/9")]
    [InlineData("""{"schema":"suite/1","seeds":"0-99"}""", "for training")]
    [InlineData("""{"schema":"suite/1","lenghts":[8]}""", "lenghts")]
    [InlineData("""{"schema":"suite/1","absent":0}""", "absent")]
    [InlineData("""{"schema":"suite/1","tolerance":2}""", "tolerance")]
    [InlineData("""{"schema":"suite/1","positions":"far"}""", "far")]
    [InlineData("""{"schema":"suite/1","lengths":[9]}""", "9 frames")]
    [InlineData("[", "short.json")]
    public void A_suite_that_cannot_be_asked_is_refused_with_its_file(string text, string word)
    {
        using var temp = new TempFolder();
        File.WriteAllText(temp.File("suite.json"), text);

        var refused = Assert.Throws<ArgumentException>(() => PromotionSuite.Read(temp.File("suite.json")));

        Assert.Contains("suite.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_suite_that_comes_with_the_program_can_be_asked()
    {
        var suite = PromotionSuite.Read(Path.Combine(Repository.Root, "samples", "suites", "short.json"));

        Assert.Equal(WorldSplit.Validation, SeedRanges.SplitOf(suite.Span().From));
    }

    // One question a world, right or sure by the shares that are asked for; the first ones of each.
    private static PromotionReport Decide(double candidate, double current, double invents, double invented)
    {
        const int All = 200;
        JudgedQuestion Answer(int i, double share) => new(i < All / 2 ? 8 : 24, i, QuestionFamily.A1, 0, -1, Spread(i) < share, false, false);
        SureAnswer Sure(int i, double share) => new(8, i, Spread(i) < share ? -0.5 : -5, false);
        return PromotionJudge.Decide(
            "candidate", "current", [.. Enumerable.Range(0, All).Select(i => (Answer(i, candidate), Answer(i, current)))], [.. Enumerable.Range(0, All).Select(i => (Sure(i, invents), Sure(i, invented)))], -1, Suite);

        static double Spread(int i) => i % 100 / 100.0;
    }

    private static NetworkScorer Open(string folder) => NetworkScorer.Open(new ManagedEngine(), folder, PositionStretch.Named("none", 24));
}
