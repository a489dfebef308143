using System.Collections.Immutable;
using LongVpo.Core.Questions.Told;

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

    /// <summary>The measured things that <see cref="Relation"/> is about ("right after the fade"); empty when it is about words.</summary>
    public ImmutableArray<MeasuredSubject> RelatedTo { get; init; } = [];

    /// <summary>It asks what happens there rather than what is written or said.</summary>
    public bool Happening { get; init; }

    /// <summary>Which slide or page it names, counted from 1; the last is -1; null when it names none.</summary>
    public int? Slide { get; init; }

    /// <summary>It names what the words must be about, so that words about something else are no answer.</summary>
    public bool Topical { get; init; }

    /// <summary>Places for it cannot be found by words, so that a video has to be looked at as a whole.</summary>
    public bool NeedsWhole => !Measured.IsEmpty || !RelatedTo.IsEmpty || Slide is not null;

    /// <summary>The other of two things whose order is asked; empty otherwise.</summary>
    public ImmutableArray<QuestionTerm> OtherTerms { get; init; } = [];

    /// <summary>The same as a question to captions; null when those cannot answer it.</summary>
    public ToldQuestion? Told { get; init; }

    /// <summary>It names words as what it wants ("which text", "what is written"), however it goes on.</summary>
    public bool WantsWording { get; init; }

    /// <summary>It asks what is seen rather than what is said or told.</summary>
    public bool Visual { get; init; }

    /// <summary>It asks to read something out, so words that fit in kind may be offered even when none match.</summary>
    public bool WantsWords => Channel != QuestionChannel.Any || Shape is not (AnswerShape.AnyText or AnswerShape.Person or AnswerShape.Colour or AnswerShape.Place or AnswerShape.Number);
}
