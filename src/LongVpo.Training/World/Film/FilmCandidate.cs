using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>A question that a film would allow, before its wrong answers are drawn.</summary>
/// <param name="Candidate">Its words and answers.</param>
/// <param name="Evidence">The places that prove it.</param>
/// <param name="Kind">What the right answer is like.</param>
internal sealed record FilmCandidate(Candidate Candidate, ImmutableArray<FilmEvidence> Evidence, AnswerKind Kind = AnswerKind.Told)
{
    /// <summary>A question that whole scenes prove.</summary>
    public FilmCandidate(FilmScript film, Candidate candidate, AnswerKind kind = AnswerKind.Told)
        : this(candidate, [.. candidate.Evidence.Select(scene => new FilmEvidence(scene, film.Scenes[scene].When))], kind)
    {
    }
}
