using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>A question about a film as JSON: a line of what <c>longvpo world questions</c> prints, which <c>longvpo eval modes</c> reads as it is.</summary>
/// <param name="Seed">The film's seed.</param>
/// <param name="Family">Its kind.</param>
/// <param name="Question">Its words.</param>
/// <param name="Answer">The right answer.</param>
/// <param name="Choices">Four answers, the right one among them.</param>
/// <param name="Right">The index of the right one.</param>
/// <param name="Kind">What the right answer is like: told, absent or ambiguous.</param>
/// <param name="Start">When the first piece of evidence begins, in seconds of the film; left out where there is none.</param>
/// <param name="End">When it ends.</param>
/// <param name="Evidence">All evidence.</param>
public sealed record FilmQuestionDocument(
    long Seed, string Family, string Question, string Answer, ImmutableArray<string> Choices, int Right, string Kind, double? Start, double? End, ImmutableArray<FilmEvidenceDocument> Evidence)
{
    /// <summary>The document of a question.</summary>
    public static FilmQuestionDocument Of(FilmScript film, FilmQuestion question)
    {
        ImmutableArray<FilmEvidenceDocument> evidence =
            [.. question.Evidence.Select(piece => new FilmEvidenceDocument(piece.Scene, FilmDocument.Seconds(piece.When.From), FilmDocument.Seconds(piece.When.To)))];
        return new FilmQuestionDocument(
            film.Seed, question.Family, question.Text, question.Answer, question.Choices, question.RightChoice, FilmDocument.Name(question.Kind),
            evidence.IsEmpty ? null : evidence[0].Start, evidence.IsEmpty ? null : evidence[0].End, evidence);
    }
}
