using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Tests.World.Film;

/// <summary>Holds questions about films to the script: one right answer, all evidence needed, its times right, every kind there.</summary>
public sealed class FilmQuestionsTests
{
    private static readonly (FilmScript Film, FilmQuestion Question)[] Asked =
        [.. from film in Films.Many(30, 180) from question in FilmQuestions.All(film, 4) select (film, question)];

    [Fact]
    public void Whoever_reads_the_script_finds_the_one_answer_of_every_question()
    {
        foreach (var (film, question) in Asked) Assert.Equal([question.Answer], FilmReader.Answers(film, question.Text));
    }

    [Fact]
    public void Whoever_does_not_know_a_scene_of_the_evidence_does_not_find_the_answer()
    {
        foreach (var (film, question) in Asked)
            foreach (var piece in question.Evidence)
                Assert.NotEqual([question.Answer], FilmReader.Answers(FilmReader.Without(film, piece.Scene), question.Text));
    }

    [Fact]
    public void Every_kind_is_asked_and_a_chain_of_calls_needs_as_many_scenes_as_it_has_calls()
    {
        var counts = Asked.CountBy(a => a.Question.Family).ToDictionary();

        Assert.Equal(22, FilmQuestions.Families.Length);
        Assert.All(FilmQuestions.Families, family => Assert.True(counts.GetValueOrDefault(family) >= 25, $"{family}: {counts.GetValueOrDefault(family)}"));
        foreach (var calls in Enumerable.Range(1, 5))
            Assert.All(Asked.Where(a => a.Question.Family == $"cause{calls}"), a => Assert.Equal(calls, a.Question.Evidence.Length));
    }

    [Fact]
    public void Evidence_is_seen_when_it_is_said_to_be()
    {
        foreach (var (film, question) in Asked)
        {
            Assert.Equal(question.Kind == AnswerKind.Absent, question.Evidence.IsEmpty);
            Assert.Equal(question.Evidence.Select(piece => piece.Scene).Order().Distinct(), question.Evidence.Select(piece => piece.Scene));
            Assert.All(question.Evidence, piece => Assert.True(film.Scenes[piece.Scene].When is var when && piece.When.From >= when.From && piece.When.To <= when.To && piece.When.Length > 0));
        }
    }

    [Fact]
    public void Four_choices_differ_and_the_right_one_stands_anywhere()
    {
        Assert.All(Asked, a => Assert.Equal(4, a.Question.Choices.Distinct().Count()));
        foreach (var place in Enumerable.Range(0, 4))
            Assert.InRange(Asked.Count(a => a.Question.RightChoice == place), Asked.Length / 4 - 2 * Math.Sqrt(Asked.Length), Asked.Length / 4 + 2 * Math.Sqrt(Asked.Length));
    }

    [Fact]
    public void The_three_kinds_of_doubt_cannot_be_told_by_their_choices()
    {
        var doubts = Asked.Where(a => a.Question.Family is "absent" or "ambiguous" or "seen").ToList();

        Assert.All(doubts, a => Assert.Equal(2, a.Question.Choices.Count(choice => choice.StartsWith("it ", StringComparison.Ordinal) && choice != "it is not seen")));
        Assert.All(doubts, a => Assert.StartsWith("what does the ", a.Question.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_questions_are_asked_again_and_the_unseen_template_never_of_seeds_for_training()
    {
        var film = FilmScript.Write(7, 120);

        Assert.Equal(FilmQuestions.All(film, 3).Select(question => question.Text), FilmQuestions.All(FilmScript.Write(7, 120), 3).Select(question => question.Text));
        Assert.DoesNotContain(FilmQuestions.All(film, 3), question => question.Family == "M5");
        Assert.Contains("1 to 1000", Assert.Throws<ArgumentException>(() => FilmQuestions.All(film, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("6 calls", Assert.Throws<ArgumentException>(() => FilmQuestions.Ask(film, FilmFamily.Cause, calls: 6)).Message, StringComparison.Ordinal);
    }
}
