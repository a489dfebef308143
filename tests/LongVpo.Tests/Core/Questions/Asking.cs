using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Questions;

namespace LongVpo.Tests.Core.Questions;

/// <summary>Asks one question of a scripted video, as most tests of answers do.</summary>
internal static class Asking
{
    /// <summary>A street sign, then two people with name plates.</summary>
    public static Script Interview() => new Script(0, 45)
        .Screen(13, 15, "RUE DE LONDRES", new Box(0.3, 0.2, 0.4, 0.08))
        .Screen(21.6, 24.3, "CARLO", new Box(0.1, 0.78, 0.2, 0.06)).Screen(21.6, 24.3, "Vice President - Southern Europe", new Box(0.1, 0.86, 0.5, 0.04))
        .Screen(29.4, 32.5, "OMAR", new Box(0.1, 0.78, 0.2, 0.06)).Screen(29.4, 32.5, "Software Engineer", new Box(0.1, 0.86, 0.3, 0.04));

    public static Task<Answer> Of(Script script, string question) => Of(new ScriptedMemory().With(ScriptedMemory.One, script.Build()), question);

    public static Task<Answer> Of(ScriptedMemory memory, string question, Func<Question, Question>? limit = null)
    {
        var asked = new Question { Text = question };
        return new QuestionAnswerer(memory, memory, memory, new QuestionOptions()).AnswerAsync(limit?.Invoke(asked) ?? asked, TestContext.Current.CancellationToken);
    }
}
