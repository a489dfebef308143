using System.Collections.Immutable;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Evaluation.Quiz;

/// <summary>An answer to a question about a film, held against the script.</summary>
/// <param name="Family">The kind of question.</param>
/// <param name="Question">Its words.</param>
/// <param name="Wanted">The script's answer.</param>
/// <param name="Answer">The answer that came.</param>
/// <param name="Found">Whether it was one, not a no.</param>
/// <param name="Right">Whether it is right.</param>
/// <param name="Confidence">What it said of itself, 0 to 1.</param>
/// <param name="Cited">Places that it cites.</param>
/// <param name="CitedRight">Of those, places where something is that proves the answer.</param>
/// <param name="Evidence">Places that prove the answer.</param>
/// <param name="EvidenceCited">Of those, places that it cites.</param>
public sealed record QuizAnswer(
    string Family, string Question, string Wanted, string Answer, bool Found, bool Right, double Confidence, int Cited, int CitedRight, int Evidence, int EvidenceCited)
{
    // A citation that only touches a scene does not show it.
    private const long OverlapLeast = 500;

    /// <summary>Judges an answer.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="found">Whether anything was found.</param>
    /// <param name="answer">The words.</param>
    /// <param name="confidence">What it said of itself.</param>
    /// <param name="cited">What it cites, in milliseconds of the film.</param>
    public static QuizAnswer Of(FilmQuestion question, bool found, string answer, double confidence, IReadOnlyList<Stretch> cited)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(cited);
        ImmutableArray<Stretch> proof = [.. question.Evidence.Select(static piece => piece.When)];
        return new QuizAnswer(
            question.Family, question.Text, question.Answer, answer, found, FilmQuiz.IsRight(question, found, answer), confidence,
            cited.Count, cited.Count(one => proof.Any(other => Meet(one, other))), proof.Length, proof.Count(one => cited.Any(other => Meet(one, other))));
    }

    private static bool Meet(Stretch one, Stretch other) => Math.Min(one.To, other.To) - Math.Max(one.From, other.From) >= OverlapLeast;
}
