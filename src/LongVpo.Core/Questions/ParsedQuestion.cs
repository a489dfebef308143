using System.Collections.Immutable;

namespace LongVpo.Core.Questions;

/// <summary>A question as it was understood, before anything is looked up; showing it explains an answer.</summary>
public sealed record ParsedQuestion
{
    public required string Text { get; init; }

    /// <summary>The stretch or moment it names; null when it names none.</summary>
    public AskedTime? Time { get; init; }

    public QuestionForm Form { get; init; }

    public QuestionChannel Channel { get; init; }

    public AnswerShape Shape { get; init; }

    /// <summary>Measurements it asks about; empty when it is about words or about what only a model can see.</summary>
    public ImmutableArray<MeasuredSubject> Measured { get; init; } = [];

    /// <summary>The name of a measured colour, when one is asked for.</summary>
    public string? Colour { get; init; }

    /// <summary>What stood in quotation marks.</summary>
    public ImmutableArray<string> Phrases { get; init; } = [];

    /// <summary>The words that carry content, in order, without those that only name the channel or the time.</summary>
    public ImmutableArray<QuestionTerm> Terms { get; init; } = [];

    public Occurrence Occurrence { get; init; }

    /// <summary>It asks for the extreme ("loudest", "most motion") rather than for all that qualifies.</summary>
    public bool Superlative { get; init; }

    /// <summary>Where the answer stands relative to <see cref="Terms"/>.</summary>
    public WordRelation Relation { get; init; }

    /// <summary>The other of two things whose order is asked; empty otherwise.</summary>
    public ImmutableArray<QuestionTerm> OtherTerms { get; init; } = [];

    /// <summary>It names words as what it wants ("which text", "what is written"), however it goes on.</summary>
    public bool WantsWording { get; init; }

    /// <summary>It asks what is seen rather than what is said or told.</summary>
    public bool Visual { get; init; }

    /// <summary>It asks to read something out, so words that fit in kind may be offered even when none match.</summary>
    public bool WantsWords => Channel != QuestionChannel.Any || Shape is not (AnswerShape.AnyText or AnswerShape.Person or AnswerShape.Colour or AnswerShape.Place or AnswerShape.Number);
}
