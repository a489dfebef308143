using System.Collections.Immutable;

namespace LongVpo.Models.Tokens;

/// <summary>What the files of a byte-level tokenizer say, before it has been checked.</summary>
/// <param name="Words">Words, written in the byte alphabet, and their ids.</param>
/// <param name="Merges">Pairs that are merged, in order of rank.</param>
/// <param name="Added">Tokens that are cut out whole.</param>
/// <param name="Pattern">How text is cut into pieces.</param>
/// <param name="Composes">Whether text is brought to NFC first.</param>
internal sealed record BytePairVocabulary(
    Dictionary<string, int> Words, List<(string Left, string Right)> Merges, ImmutableArray<AddedToken> Added, string Pattern, bool Composes);
