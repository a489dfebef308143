using System.Collections.Immutable;

namespace LongVpo.Core.Questions;

/// <summary>A word of a question that carries content, with the spellings that count as the same.</summary>
/// <param name="Word">As asked, in lower case.</param>
/// <param name="Spellings">Stems that match it, its own first.</param>
/// <param name="Required">It was quoted, capitalised or is a number: an answer without it answers another question.</param>
/// <param name="Hint">It only names the kind of thing ("sign", "address"): a line that has it is likelier, one without it is no worse.</param>
public sealed record QuestionTerm(string Word, ImmutableArray<string> Spellings, bool Required, bool Hint)
{
    /// <summary>Both halves of a name written with a slash, without the slash; null for a word that stands by itself.</summary>
    public string? Joined { get; init; }

    /// <summary>It names a job or stands right before one, so that a person without it is somebody else.</summary>
    public bool Decisive { get; init; }

    /// <summary>How much a match of it says: a literal outweighs a common noun, a hint hardly counts.</summary>
    public double Weight => Hint ? 0.3 : Required ? 2 : 1;
}
