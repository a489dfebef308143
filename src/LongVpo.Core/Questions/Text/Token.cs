namespace LongVpo.Core.Questions.Text;

/// <summary>A word as it is compared: folded to plain lower case and cut to its stem, with the place it was read from so that a quote stays exact.</summary>
/// <param name="Word">Lower case without accents.</param>
/// <param name="Stem"><paramref name="Word"/> without its ending.</param>
/// <param name="Start">Index of the first character in the text it came from.</param>
/// <param name="Length">Characters in that text.</param>
public readonly record struct Token(string Word, string Stem, int Start, int Length)
{
    public bool IsNumber => Word.Length > 0 && Word.All(c => char.IsAsciiDigit(c) || c is '.' or ':');
}
