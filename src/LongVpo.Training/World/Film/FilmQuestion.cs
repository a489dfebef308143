using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>A question about a film, its right answer, and when what proves it is seen.</summary>
/// <param name="Family">Its kind: a name of <see cref="QuestionFamily"/>, or of <see cref="FilmFamily"/> in small letters, for causes with the number of calls: "cause3".</param>
/// <param name="Text">The question.</param>
/// <param name="Choices">Four different answers in an order of chance.</param>
/// <param name="RightChoice">The index of the right one, each of the four as likely.</param>
/// <param name="Evidence">The places that the answer follows from, in order, none of which can be left out; none where it is that something is absent.</param>
/// <param name="Kind">What the right answer is like.</param>
public sealed record FilmQuestion(string Family, string Text, ImmutableArray<string> Choices, int RightChoice, ImmutableArray<FilmEvidence> Evidence, AnswerKind Kind)
{
    /// <summary>The right answer.</summary>
    public string Answer => Choices[RightChoice];
}
