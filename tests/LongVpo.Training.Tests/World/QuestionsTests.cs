using LongVpo.Training.World;

namespace LongVpo.Training.Tests.World;

/// <summary>Holds questions to the script: what the words allow is the answer, four choices, the evidence needed, nothing to be had by guessing.</summary>
public sealed class QuestionsTests
{
    private static readonly (WorldScript Script, WorldQuestion Question)[] Asked = [.. Worlds.Asked(seeds: 120)];

    [Fact]
    public void Whoever_reads_the_script_finds_the_one_answer_of_every_question()
    {
        foreach (var (script, question) in Asked) Assert.Equal([question.Answer], ScriptReader.Answers(script, question.Text));
    }

    [Theory]
    [InlineData(QuestionFamily.A1)]
    [InlineData(QuestionFamily.A2)]
    [InlineData(QuestionFamily.A3)]
    [InlineData(QuestionFamily.A4)]
    [InlineData(QuestionFamily.M1)]
    [InlineData(QuestionFamily.M2)]
    [InlineData(QuestionFamily.M3)]
    [InlineData(QuestionFamily.M4)]
    [InlineData(QuestionFamily.M5)]
    [InlineData(QuestionFamily.M6)]
    [InlineData(QuestionFamily.C)]
    [InlineData(QuestionFamily.L)]
    public void Every_family_is_asked_of_long_worlds_and_of_short_ones_that_can_have_it(QuestionFamily family)
    {
        var counts = Asked.Where(a => a.Question.Family == family).CountBy(a => a.Script.Scenes.Length).ToDictionary();

        Assert.True(counts.GetValueOrDefault(32) >= 60, $"{family} of 32 scenes: {counts.GetValueOrDefault(32)}");
        Assert.True(counts.GetValueOrDefault(3) >= 15, $"{family} of 3 scenes: {counts.GetValueOrDefault(3)}");
    }

    [Fact]
    public void Four_choices_differ_and_the_right_one_stands_anywhere()
    {
        Assert.All(Asked, a => Assert.Equal(4, a.Question.Choices.Distinct().Count()));

        foreach (var family in Asked.GroupBy(a => a.Question.Family))
        {
            var places = Enumerable.Range(0, 4).Select(choice => family.Count(a => a.Question.RightChoice == choice)).ToList();
            Assert.All(places, count => Assert.InRange(count, family.Count() / 4 - 4 * Math.Sqrt(family.Count()), family.Count() / 4 + 4 * Math.Sqrt(family.Count())));
        }
    }

    [Fact]
    public void An_answer_learnt_by_heart_is_right_one_time_in_four()
    {
        // The best that text alone can do is to prefer what was right most often; half of the questions teach it, the other half judge it.
        foreach (var family in Asked.Where(a => a.Question.Family is not (QuestionFamily.M6 or QuestionFamily.C)).GroupBy(a => a.Question.Family))
        {
            var heart = family.Where(a => a.Script.Seed % 2 == 0).CountBy(a => a.Question.Answer).ToDictionary();
            var judged = family.Where(a => a.Script.Seed % 2 == 1).ToList();
            var right = judged.Count(a => a.Question.Choices.MaxBy(choice => heart.GetValueOrDefault(choice)) == a.Question.Answer);

            var share = (double)right / judged.Count;
            Assert.True(Math.Abs(share - 0.25) < 4 * Math.Sqrt(0.25 * 0.75 / judged.Count), $"{family.Key}: {share} of {judged.Count}");
        }
    }

    [Fact]
    public void Questions_of_several_scenes_name_them_all_and_an_anchor_among_them()
    {
        foreach (var (script, question) in Asked)
        {
            Assert.Equal(question.Evidence.Order(), question.Evidence);
            Assert.Contains(question.Anchor, question.Evidence);
            Assert.InRange(question.Depth, 0, 1);
            var least = question.Family switch { QuestionFamily.M5 => 3, >= QuestionFamily.M1 and <= QuestionFamily.M6 => 2, _ => 1 };
            Assert.True(question.Evidence.Length >= least && question.Evidence.Distinct().Count() == question.Evidence.Length, question.Text);
            Assert.All(question.Evidence, i => Assert.InRange(i, 0, script.Scenes.Length - 1));
        }
    }

    [Fact]
    public void An_anchor_can_be_asked_for()
    {
        var script = WorldScript.Clips(300_001, 8);

        Assert.Equal(5, Questions.Ask(script, QuestionFamily.A4, anchor: 5)?.Anchor);
        Assert.Null(Questions.Ask(script, QuestionFamily.M2, anchor: 7));
    }

    [Fact]
    public void The_unseen_template_is_refused_on_seeds_for_training()
    {
        var refused = Assert.Throws<ArgumentException>(() => Questions.Ask(WorldScript.Clips(5, 8), QuestionFamily.M5));

        Assert.Contains("seed 5", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_question_is_asked_again()
    {
        var script = WorldScript.Episode(300_007, 16);

        var (once, again, other) = (Questions.Ask(script, QuestionFamily.A2, 3), Questions.Ask(WorldScript.Episode(300_007, 16), QuestionFamily.A2, 3), Questions.Ask(script, QuestionFamily.A2, 4));

        Assert.Equal(once!.Text, again!.Text);
        Assert.Equal(once.Choices, again.Choices);
        Assert.NotEqual((once.Text, once.RightChoice), (other!.Text, other.RightChoice));
    }

    [Fact]
    public void A_vague_question_names_nobody()
    {
        var script = WorldScript.Clips(300_002, 4);

        var texts = Enumerable.Range(0, 20).Select(salt => Questions.Vague(script, 2, (ulong)salt).Text).Distinct().ToList();

        Assert.Equal(4, texts.Count);
        Assert.All(texts, text => Assert.DoesNotContain(WorldWords.Say(script.Scenes[2].Actor.Shape), text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_word_list_holds_every_word_that_is_used_and_no_other()
    {
        var vague = Enumerable.Range(0, 20).Select(salt => Questions.Vague(WorldScript.Clips(300_002, 4), 2, (ulong)salt).Text);
        var used = Asked.SelectMany(a => a.Question.Choices.Append(a.Question.Text)).Concat(vague).SelectMany(text => WordList.Split(text)).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(used, WordList.All);
        Assert.InRange(WordList.All.Length, 1, 256);
    }
}
