using System.Collections.Immutable;

namespace LongVpo.Core.Questions.Told;

/// <summary>A question that captions can answer, as it was understood.</summary>
/// <param name="Kind">What is wanted.</param>
/// <param name="About">Whom it is about; several where their order is asked.</param>
public sealed record ToldQuestion(ToldKind Kind, ImmutableArray<Reference> About)
{
    /// <summary>The last turn.</summary>
    public const int LastTurn = -1;

    /// <summary>Which of several times is meant, from 1, or <see cref="LastTurn"/>; 0 where the question does not say.</summary>
    public int Turn { get; init; }

    /// <summary>It says how often that is seen, so that the times before are part of what is asked; 0 where it does not.</summary>
    public int Times { get; init; }
}
