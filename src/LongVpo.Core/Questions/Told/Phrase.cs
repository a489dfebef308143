using System.Collections.Frozen;
using System.Collections.Immutable;
using LongVpo.Core.Questions.Text;

namespace LongVpo.Core.Questions.Told;

/// <summary>Some words of a caption or a question, with what of them is compared: "the red circles" and "a red circle" are told apart by nothing.</summary>
/// <param name="Text">As written.</param>
/// <param name="Words">The words that say something.</param>
public sealed record Phrase(string Text, ImmutableArray<Token> Words)
{
    private static readonly FrozenSet<string> Fillers = Vocabulary.Set("the a an this that these those its his her their some is are was were be been being has have had does do did it he she they there here back again still");

    /// <summary>Says nothing.</summary>
    public static Phrase Empty { get; } = new(string.Empty, []);

    /// <summary>The phrase that a text is.</summary>
    public static Phrase Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim(' ', ',', '.', '!', '?', ';', ':');
        return new Phrase(trimmed, [.. Tokenizer.Read(trimmed).Where(token => !Fillers.Contains(token.Word))]);
    }

    /// <summary>Whether every word of another phrase is among these.</summary>
    public bool Holds(Phrase asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return asked.Words.All(word => Words.Any(own => own.Stem == word.Stem) || Vocabulary.SpellingsOf(word).Any(spelling => Words.Any(own => own.Stem == spelling)));
    }

    /// <summary>Whether both say the same.</summary>
    public bool IsSame(Phrase other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Words.Length == other.Words.Length && Holds(other) && other.Holds(this);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
