using System.Collections.Immutable;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Evaluation.Films;

/// <summary>What <c>eval film</c> tells.</summary>
/// <param name="Captions">Who watched, and whose captions were read.</param>
/// <param name="Seeds">The seeds of the films, FROM-TO.</param>
/// <param name="Minutes">Least length of a film.</param>
/// <param name="Films">Films that were watched.</param>
/// <param name="All">All questions together.</param>
/// <param name="Families">By kind of question.</param>
public sealed record FilmReport(string Captions, string Seeds, double Minutes, int Films, FilmRow? All, ImmutableSortedDictionary<string, FilmRow> Families)
{
    /// <summary>The report of some answers.</summary>
    public static FilmReport Of(string captions, FilmPlan plan, int films, ImmutableArray<JudgedFilmAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new FilmReport(
            captions, plan.Seeds.ToString(), plan.Minutes, films, answers.IsEmpty ? null : FilmRow.Of(answers),
            FilmQuestions.Families.Where(family => answers.Any(answer => answer.Family == family))
                .ToImmutableSortedDictionary(family => family, family => FilmRow.Of([.. answers.Where(answer => answer.Family == family)]), StringComparer.Ordinal));
    }
}
