using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Evaluation.Films;

/// <summary>Has films watched, puts every kind of question about them, and holds answers and citations against the scripts; then takes away what was cited, piece by piece, and asks again.</summary>
/// <param name="plan">What is done.</param>
public sealed class FilmEvaluation(FilmPlan plan)
{
    /// <summary>Does everything.</summary>
    /// <param name="viewer">Who watches and answers.</param>
    /// <param name="progress">Told after every film.</param>
    /// <param name="answered">Told every answer; null where nobody looks at them singly.</param>
    /// <param name="cancellationToken">Stops between answers.</param>
    /// <exception cref="ArgumentException">The plan cannot be; one sentence.</exception>
    public async Task<FilmReport> RunAsync(IFilmViewer viewer, IProgress<EvaluationProgress>? progress, Action<FilmQuestion, Answer, JudgedFilmAnswer>? answered, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (plan.Problem() is { } problem) throw new ArgumentException(problem);
        var (judged, films) = (ImmutableArray.CreateBuilder<JudgedFilmAnswer>(), 0);
        for (var seed = plan.Seeds.From; seed <= plan.Seeds.To; seed++)
        {
            var film = FilmScript.Write(seed, plan.Minutes * 60);
            await viewer.WatchAsync(film, cancellationToken);
            foreach (var question in FilmQuestions.All(film, plan.Each))
            {
                var answer = await viewer.AskAsync(question.Text, [], cancellationToken);
                judged.Add(await JudgeAsync(viewer, seed, question, answer, cancellationToken));
                answered?.Invoke(question, answer, judged[^1]);
            }

            progress?.Report(new EvaluationProgress(++films, (int)(plan.Seeds.To - plan.Seeds.From + 1)));
        }

        return FilmReport.Of(viewer.Name, plan, films, judged.ToImmutable());
    }

    private static async Task<JudgedFilmAnswer> JudgeAsync(IFilmViewer viewer, long seed, FilmQuestion question, Answer answer, CancellationToken cancellationToken)
    {
        var (removed, changed, abstained) = (0, 0, 0);
        // What a no points to is no ground for it.
        if (answer.Found)
        {
            foreach (var place in FilmJudge.Places(answer.Citations))
            {
                var again = await viewer.AskAsync(question.Text, place, cancellationToken);
                removed++;
                if (!again.Found) abstained++;
                if (!FilmJudge.IsSame(answer, again)) changed++;
            }
        }

        var cited = answer.Found ? answer.Citations : [];
        return new JudgedFilmAnswer(
            seed, question.Family, FilmJudge.IsRight(question, answer), answer.Found, cited.Length, cited.Count(citation => question.Evidence.Any(evidence => FilmJudge.Names(citation, evidence))),
            question.Evidence.Length, question.Evidence.Count(evidence => cited.Any(citation => FilmJudge.Names(citation, evidence))), removed, changed, abstained);
    }
}
