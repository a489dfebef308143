using LongVpo.Training.Preferences.Stage1;
using LongVpo.Training.Preferences.Stage1.Worlds;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Preferences.Stage1;

/// <summary>Judges questions, responses and likeness by rules.</summary>
public sealed class QuestionJudgeTests
{
    private const string Anchor = "the red circle moves left in the harbour with number 7";

    [Theory]
    [InlineData("what does the red circle do?", null)]
    [InlineData("what does this clip show?", RejectReasons.Deictic)]
    [InlineData("What happens here?", RejectReasons.Deictic)]
    [InlineData("Is the circle red?", RejectReasons.YesOrNo)]
    [InlineData("? !", RejectReasons.NoQuestion)]
    [InlineData("which of the many things that can be seen is red?", RejectReasons.LongQuestion)]
    public void Questions_that_do_not_stand_alone_are_unfit(string question, string? reason) => Assert.Equal(reason, QuestionRules.Fault(question, mostWords: 9));

    [Theory]
    [InlineData("it moves left", "it grows", null)]
    [InlineData("", "it grows", RejectReasons.Empty)]
    [InlineData("It grows.", "it grows", RejectReasons.Same)]
    [InlineData("the red circle", "it grows", RejectReasons.ToldByQuestion)]
    [InlineData("it moves left and then right again", "it grows", RejectReasons.Length)]
    [InlineData("the red circle", "what does", null)]
    public void Responses_that_teach_something_else_make_no_pair(string chosen, string rejected, string? reason) =>
        Assert.Equal(reason, QuestionRules.Fault("what does the red circle do?", chosen, rejected));

    [Theory]
    [InlineData("what does the red circle do?", "the red square grows in the harbour with number 7", null)]
    [InlineData("what does the red circle do?", "the red circle grows in the cave with number 1", RejectReasons.Ambiguous)]
    [InlineData("which object moves left in the harbour?", "the blue ring moves left in the harbour with number 1", RejectReasons.Ambiguous)]
    [InlineData("which object moves left in the harbour?", "the blue ring moves right in the harbour with number 1", null)]
    [InlineData("what does the red one do?", "the blue ring moves left in the cave with number 1", RejectReasons.Vague)]
    [InlineData("what does the object do?", "the blue ring moves left in the cave with number 1", RejectReasons.Vague)]
    public void The_rule_judge_asks_for_two_elements_that_no_other_caption_has(string question, string other, string? reason) =>
        Assert.Equal(reason, RuleJudge.Fault(question, Anchor, ["the white cross blinks in the desert with number 2", other]));

    [Fact]
    public void Questions_of_the_world_are_read_back_and_answered_from_the_script()
    {
        var read = 0;
        for (var seed = 200_000; seed < 200_200; seed++)
        {
            var script = WorldScript.Clips(seed, 4);
            foreach (var family in new[] { QuestionFamily.A1, QuestionFamily.A2, QuestionFamily.A3, QuestionFamily.A4 })
            {
                if (Questions.Ask(script, family) is not { } asked || AskedScene.Read(asked.Text) is not { } told) continue;
                read++;
                Assert.Equal((family, asked.Answer, false), (told.Family, told.Answer(script.Scenes[asked.Anchor]), told.IsVague));
                Assert.Equal([asked.Anchor], Enumerable.Range(0, 4).Where(scene => told.Fits(script.Scenes[scene])));
            }

            Assert.True(AskedScene.Read(Questions.Vague(script, 1).Text)!.IsVague);
        }

        Assert.True(read > 600);
    }

    [Fact]
    public void The_line_between_alike_and_unlike_holds_on_worlds_it_was_not_drawn_on()
    {
        var descriptor = new OutlineDescriptor();
        var line = WorldCalibration.Of(descriptor);
        var (alike, unlike) = WorldCalibration.Cosines(descriptor, WorldSplit.Validation);

        Assert.True(line.Recall >= 0.99);
        Assert.InRange((double)alike.Count(cosine => cosine > line.Threshold) / alike.Count, 0.97, 1);
        // Another shape of the same colour is the most useful distractor: most of them must stay.
        Assert.InRange((double)unlike.Count(cosine => cosine > line.Threshold) / unlike.Count, 0, 0.12);
    }

    [Theory]
    [InlineData("""{"question": "Who is it?", "answer": "x"}""", "Who is it?")]
    [InlineData("""Sure: ```json {"question":" Who? "} ```""", "Who?")]
    [InlineData("""{"question": 7}""", null)]
    [InlineData("""{"question": "Wh""", null)]
    [InlineData("Who is it?", null)]
    public void A_models_question_is_taken_out_of_its_reply(string reply, string? question) => Assert.Equal(question, ModelQuestionWriter.Read(reply));
}
