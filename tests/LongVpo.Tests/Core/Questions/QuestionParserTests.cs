using LongVpo.Core.Questions;

namespace LongVpo.Tests.Core.Questions;

/// <summary>What kind of answer, from where and with which words: the readings on which every answer rests.</summary>
public sealed class QuestionParserTests
{
    [Theory]
    [InlineData("Who is the software engineer?", QuestionForm.What, QuestionChannel.Any, AnswerShape.Person)]
    [InlineData("Which e-mail address is shown?", QuestionForm.What, QuestionChannel.Screen, AnswerShape.Email)]
    [InlineData("What website is given on the slide?", QuestionForm.What, QuestionChannel.Screen, AnswerShape.WebAddress)]
    [InlineData("Which phone number is on the poster?", QuestionForm.What, QuestionChannel.Screen, AnswerShape.PhoneNumber)]
    [InlineData("Which page number is given?", QuestionForm.What, QuestionChannel.Screen, AnswerShape.PageNumber)]
    [InlineData("What does the large clock show at 61.2 s?", QuestionForm.What, QuestionChannel.Screen, AnswerShape.ClockTime)]
    [InlineData("Which street sign is shown?", QuestionForm.What, QuestionChannel.Screen, AnswerShape.Street)]
    [InlineData("Which organisation presents the film?", QuestionForm.What, QuestionChannel.Any, AnswerShape.Organisation)]
    [InlineData("What is the title of the lecture?", QuestionForm.What, QuestionChannel.Screen, AnswerShape.Title)]
    [InlineData("What is the project called on screen?", QuestionForm.What, QuestionChannel.Screen, AnswerShape.Title)]
    [InlineData("When was the lecture held?", QuestionForm.What, QuestionChannel.Any, AnswerShape.Date)]
    [InlineData("What does the sign say?", QuestionForm.What, QuestionChannel.Screen, AnswerShape.AnyText)]
    [InlineData("What is written on the white card?", QuestionForm.What, QuestionChannel.Screen, AnswerShape.AnyText)]
    [InlineData("What does the woman say about money?", QuestionForm.What, QuestionChannel.Speech, AnswerShape.AnyText)]
    [InlineData("What might have been stolen, according to the operator?", QuestionForm.What, QuestionChannel.Speech, AnswerShape.AnyText)]
    [InlineData("Does anyone mention a dog?", QuestionForm.Exists, QuestionChannel.Speech, AnswerShape.AnyText)]
    [InlineData("Is the word SALE shown?", QuestionForm.Exists, QuestionChannel.Screen, AnswerShape.AnyText)]
    [InlineData("When does the clock show 03:36?", QuestionForm.When, QuestionChannel.Screen, AnswerShape.ClockTime)]
    [InlineData("In which parts is Carlo visible?", QuestionForm.When, QuestionChannel.Any, AnswerShape.AnyText)]
    [InlineData("How many times is \"hello\" said?", QuestionForm.HowMany, QuestionChannel.Speech, AnswerShape.AnyText)]
    [InlineData("How long is the text EXIT on screen?", QuestionForm.HowLong, QuestionChannel.Screen, AnswerShape.AnyText)]
    [InlineData("List all texts shown", QuestionForm.List, QuestionChannel.Screen, AnswerShape.AnyText)]
    [InlineData("How much does the ticket cost?", QuestionForm.What, QuestionChannel.Any, AnswerShape.Money)]
    [InlineData("What colour is the mug?", QuestionForm.What, QuestionChannel.Any, AnswerShape.Colour)]
    [InlineData("What is the talk called?", QuestionForm.What, QuestionChannel.Any, AnswerShape.Title)]
    [InlineData("On which date was the talk given?", QuestionForm.What, QuestionChannel.Any, AnswerShape.Date)]
    [InlineData("What is the job title of Vera?", QuestionForm.What, QuestionChannel.Screen, AnswerShape.Role)]
    [InlineData("What must be opened, according to the card?", QuestionForm.What, QuestionChannel.Screen, AnswerShape.AnyText)]
    [InlineData("When does the man talk?", QuestionForm.When, QuestionChannel.Speech, AnswerShape.AnyText)]
    [InlineData("Quote the line with the harbour.", QuestionForm.What, QuestionChannel.Words, AnswerShape.AnyText)]
    public void A_question_is_read_for_what_it_wants(string question, QuestionForm form, QuestionChannel channel, AnswerShape shape)
    {
        var parsed = QuestionParser.Parse(question);

        Assert.Equal((form, channel, shape), (parsed.Form, parsed.Channel, parsed.Shape));
        Assert.Empty(parsed.Measured);
    }

    [Theory]
    [InlineData("How many cuts are there?", MeasuredSubject.Cuts)]
    [InlineData("Are there any cuts?", MeasuredSubject.Cuts)]
    [InlineData("How many shots does the film have?", MeasuredSubject.Shots)]
    [InlineData("Which is the longest uninterrupted shot?", MeasuredSubject.LongestShot)]
    [InlineData("What is the shortest shot?", MeasuredSubject.ShortestShot)]
    [InlineData("Is there a fade?", MeasuredSubject.Fades)]
    [InlineData("When is the picture black?", MeasuredSubject.Black)]
    [InlineData("How long is the screen black?", MeasuredSubject.Black)]
    [InlineData("When is it silent?", MeasuredSubject.Silence)]
    [InlineData("Where is the sound loudest?", MeasuredSubject.Loud)]
    [InlineData("When is the picture dark?", MeasuredSubject.Dark)]
    [InlineData("Which is the brightest shot?", MeasuredSubject.Bright)]
    [InlineData("In which parts is the frame red?", MeasuredSubject.Colour)]
    [InlineData("Is the screen ever blue?", MeasuredSubject.Colour)]
    [InlineData("Is the film in colour?", MeasuredSubject.ColourOrGrey)]
    [InlineData("Is it black and white?", MeasuredSubject.ColourOrGrey)]
    [InlineData("Does the camera pan left?", MeasuredSubject.Camera)]
    [InlineData("Is the camera fixed?", MeasuredSubject.Camera)]
    [InlineData("At what time does the slide change?", MeasuredSubject.PictureChange)]
    [InlineData("At what time does the picture change from machine to text?", MeasuredSubject.PictureChange)]
    [InlineData("How long is the video?", MeasuredSubject.Length)]
    [InlineData("Which shots show a page of text or a slide?", MeasuredSubject.PageOfText)]
    [InlineData("How many captions are carried and when does the first one start?", MeasuredSubject.CaptionLines)]
    [InlineData("When is there most motion?", MeasuredSubject.Motion)]
    [InlineData("When does nothing move?", MeasuredSubject.Still)]
    [InlineData("What happens at about 69.4 s?", MeasuredSubject.Overview)]
    [InlineData("Which scenes are shown twice?", MeasuredSubject.Repeats)]
    [InlineData("Does any shot come back?", MeasuredSubject.Repeats)]
    [InlineData("How many shots are repeated?", MeasuredSubject.Repeats)]
    [InlineData("When does the picture turn blue for the first time?", MeasuredSubject.Colour)]
    public void A_question_about_measurements_is_recognised(string question, MeasuredSubject subject) =>
        Assert.Equal([subject], QuestionParser.Parse(question).Measured);

    [Theory]
    [InlineData("When is the red car visible?")]
    [InlineData("What colour is the mug?")]
    [InlineData("When is the bright blue car visible?")]
    [InlineData("In which parts is the black soldier visible?")]
    [InlineData("When does the camera look straight into the sun?")]
    [InlineData("Is the boy still in the tree?")]
    [InlineData("What happens right after the coffee is poured?")]
    [InlineData("When is the scene with the dog shown again?")]
    public void A_thing_in_the_picture_is_not_taken_for_a_measurement(string question) => Assert.Empty(QuestionParser.Parse(question).Measured);

    [Fact]
    public void Two_measurements_can_be_asked_at_once() =>
        Assert.Equal([MeasuredSubject.Camera, MeasuredSubject.Cuts], QuestionParser.Parse("Does the camera move or cut?").Measured);

    [Theory]
    [InlineData("Does OMAR appear before CARLO?", "omar", "carlo", WordRelation.Before)]
    [InlineData("Is \"goodbye\" said after \"hello\"?", "goodbye", "hello", WordRelation.After)]
    [InlineData("Which comes first, the intro or the credits?", "intro", "credits", WordRelation.Before)]
    public void The_order_of_two_things_is_recognised(string question, string first, string second, WordRelation relation)
    {
        var parsed = QuestionParser.Parse(question);

        Assert.Equal(QuestionForm.Order, parsed.Form);
        Assert.Equal((first, second, relation), (parsed.Terms[0].Word, parsed.OtherTerms[0].Word, parsed.Relation));
    }

    [Theory]
    [InlineData("Which number is above x2 at 125.9 s?", WordRelation.Above, "x2")]
    [InlineData("What is written below the name OMAR?", WordRelation.Below, "omar")]
    [InlineData("What is said after \"How are you?\"", WordRelation.After, "how")]
    public void A_place_beside_other_words_is_recognised(string question, WordRelation relation, string anchor)
    {
        var parsed = QuestionParser.Parse(question);

        Assert.Equal(relation, parsed.Relation);
        Assert.Contains(parsed.Terms, term => term.Word == anchor);
    }

    [Theory]
    [InlineData("What is written on the second slide?", 2)]
    [InlineData("What does the last page say?", -1)]
    [InlineData("When is slide 3 shown?", 3)]
    [InlineData("What is on the 12th slide?", 12)]
    [InlineData("Where is \"the second slide\" written?", null)]
    [InlineData("What is written on page 4?", null)]
    [InlineData("When is the first slide change?", null)]
    public void A_numbered_slide_is_where_to_look(string question, int? slide) => Assert.Equal(slide, QuestionParser.Parse(question).Slide);

    [Theory]
    [InlineData("What happens right after the fade?", WordRelation.After, MeasuredSubject.Fades)]
    [InlineData("What is seen before the black screen?", WordRelation.Before, MeasuredSubject.Black)]
    [InlineData("What is seen before the page?", WordRelation.Before, MeasuredSubject.PageOfText)]
    public void A_measured_moment_can_be_what_something_follows(string question, WordRelation relation, MeasuredSubject subject)
    {
        var parsed = QuestionParser.Parse(question);

        Assert.Equal((relation, subject), (parsed.Relation, Assert.Single(parsed.RelatedTo)));
    }

    [Fact]
    public void Words_that_only_hold_a_question_together_are_looked_for_when_they_are_what_was_said() =>
        Assert.Equal(["how are you"], QuestionParser.Parse("When does somebody ask how are you?").Phrases);

    [Fact]
    public void A_colour_that_describes_a_sign_is_no_word_on_it() =>
        Assert.All(QuestionParser.Parse("When is the white card shown?").Terms, term => Assert.True(term.Hint));

    [Fact]
    public void Names_and_quotations_are_required_and_kinds_are_hints()
    {
        var terms = QuestionParser.Parse("Which sign shows the word PARIS near \"Rue Lepic\"?").Terms;

        Assert.Equal(["paris", "rue", "lepic"], terms.Where(term => term.Required).Select(term => term.Word));
        Assert.Equal(["sign"], terms.Where(term => term.Hint).Select(term => term.Word));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("asdf qwer")]
    [InlineData("between and")]
    [InlineData("\"unclosed")]
    [InlineData("at at at 99999999999 s")]
    public void Odd_questions_are_read_without_failing(string question) => Assert.NotNull(QuestionParser.Parse(question));
}
