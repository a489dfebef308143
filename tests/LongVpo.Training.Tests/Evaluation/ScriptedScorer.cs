using System.Collections.Immutable;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Tests.World;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Evaluation;

/// <summary>Somebody who has the script of what is shown: reads the scenes out of the footage and answers from the words alone. Without footage it takes the first choice.</summary>
internal sealed class ScriptedScorer : IAnswerScorer
{
    public string Name => "script";

    public ImmutableArray<ChoiceScores> Score(Footage? footage, IReadOnlyList<WorldQuestion> questions, CancellationToken cancellationToken)
    {
        var script = footage is null ? null : WorldScript.Compose(300_000, [.. footage.Frames.Where(frame => frame is { Scene: not null, Step: 0 }).Select(frame => frame.Scene!)]);
        return [.. questions.Select(question => Of(question.Choices.IndexOf(script is null ? question.Choices[0] : ScriptReader.Answers(script, question.Text).Single()), question.Choices.Length))];
    }

    public void Dispose()
    {
    }

    private static ChoiceScores Of(int chosen, int choices) =>
        new([.. Enumerable.Range(0, choices).Select(choice => choice == chosen ? 0.0 : -1)], [.. Enumerable.Range(0, choices).Select(choice => choice == chosen)]);
}
