using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Films;

/// <summary>How answers of one kind, or all, stand against the scripts.</summary>
/// <param name="Right">Share of right answers.</param>
/// <param name="Wrong">Share of answers that say something wrong; the rest say nothing.</param>
/// <param name="Precision">Share of cited places that the scripts name; null where nothing is cited.</param>
/// <param name="Recall">Share of the scripts' places that are cited; null where they name none.</param>
/// <param name="Changed">Share of cited places without which the answer is another, or none; null where none was taken away.</param>
/// <param name="Abstained">Share of cited places without which there is no answer; null likewise.</param>
public sealed record FilmRow(ShareDocument Right, double Wrong, ShareDocument? Precision, ShareDocument? Recall, ShareDocument? Changed, double? Abstained)
{
    /// <summary>The row of some answers, at least one.</summary>
    public static FilmRow Of(ImmutableArray<JudgedFilmAnswer> answers)
    {
        var removed = answers.Sum(static answer => answer.Removed);
        return new FilmRow(
            Share(answers, static answer => 1, static answer => answer.Right ? 1 : 0)!,
            ShareDocument.Round(answers.Count(static answer => answer.Found && !answer.Right) / (double)answers.Length),
            Share(answers, static answer => answer.Cited, static answer => answer.CitedRight),
            Share(answers, static answer => answer.Evidence, static answer => answer.EvidenceCited),
            Share(answers, static answer => answer.Removed, static answer => answer.Changed),
            removed == 0 ? null : ShareDocument.Round(answers.Sum(static answer => answer.Abstained) / (double)removed));
    }

    private static ShareDocument? Share(ImmutableArray<JudgedFilmAnswer> answers, Func<JudgedFilmAnswer, int> all, Func<JudgedFilmAnswer, int> good) =>
        Accuracy.Of(answers.SelectMany(answer => Enumerable.Range(0, all(answer)).Select(i => (answer.Seed, i < good(answer))))) is { } share
            ? new ShareDocument(share.Questions, ShareDocument.Round(share.Share), [ShareDocument.Round(share.Low), ShareDocument.Round(share.High)]) : null;
}
