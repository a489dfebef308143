using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Quiz;

/// <summary>How the product does on many films that nobody has seen: all of them, not the best.</summary>
/// <param name="Model">Who looked.</param>
/// <param name="Films">How many.</param>
/// <param name="Accuracy">Share of right answers.</param>
/// <param name="Distribution">Films by their number of right answers, from none on.</param>
/// <param name="Families">Share of right answers by kind of question.</param>
/// <param name="Precision">Of the places that right answers cite, the share that proves them; null where none is cited.</param>
/// <param name="Recall">Of the places that prove right answers, the share that is cited; null where there are none.</param>
/// <param name="Silent">Share of segments that the model did not describe.</param>
public sealed record QuizReport(
    string Model, int Films, Accuracy? Accuracy, ImmutableArray<int> Distribution, ImmutableSortedDictionary<string, Accuracy> Families, double? Precision, double? Recall, double Silent)
{
    /// <summary>Sums up films.</summary>
    public static QuizReport Of(string model, IReadOnlyList<QuizFilm> films)
    {
        ArgumentNullException.ThrowIfNull(films);
        var answers = films.SelectMany(static film => film.Answers.Select(answer => (film.Seed, Answer: answer))).ToList();
        var right = answers.Where(static one => one.Answer.Right).Select(static one => one.Answer).ToList();
        return new QuizReport(
            model, films.Count, Evaluation.Accuracy.Of(answers.Select(static one => (one.Seed, one.Answer.Right))),
            [.. Enumerable.Range(0, films.Select(static film => film.Answers.Length).DefaultIfEmpty(0).Max() + 1).Select(count => films.Count(film => film.Right == count))],
            answers.GroupBy(static one => one.Answer.Family).ToImmutableSortedDictionary(static family => family.Key, static family => Evaluation.Accuracy.Of(family.Select(static one => (one.Seed, one.Answer.Right)))!.Value),
            Share(right.Sum(static answer => answer.CitedRight), right.Sum(static answer => answer.Cited)), Share(right.Sum(static answer => answer.EvidenceCited), right.Sum(static answer => answer.Evidence)),
            1 - (Share(films.Sum(static film => film.Described), films.Sum(static film => film.Segments)) ?? 1));
    }

    private static double? Share(int some, int all) => all == 0 ? null : (double)some / all;
}
