namespace LongVpo.Core.Questions.Told;

/// <summary>A sentence of a caption taken apart, so that a question can ask for the part it does not name.</summary>
/// <param name="Subject">Who or what it is about: "the red circle".</param>
/// <param name="Doing">What that does: "moves left".</param>
/// <param name="Place">Where, with its preposition: "in the harbour"; says nothing where the sentence does not tell.</param>
/// <param name="Number">The number that it says is seen, in digits; null for none.</param>
public sealed record Statement(Phrase Subject, Phrase Doing, Phrase Place, string? Number)
{
    /// <summary>Whether two sentences say the same in other words at most.</summary>
    public bool IsSame(Statement other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Number == other.Number && Subject.IsSame(other.Subject) && Doing.IsSame(other.Doing) && Place.IsSame(other.Place);
    }
}
