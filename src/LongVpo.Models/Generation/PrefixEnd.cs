namespace LongVpo.Models.Generation;

/// <summary>A place in a prompt at which another one may turn off: the end of a picture.</summary>
/// <param name="Name">Hash of everything up to there.</param>
/// <param name="Pieces">Pieces up to there.</param>
/// <param name="Tokens">Tokens up to there, as they were read.</param>
internal readonly record struct PrefixEnd(string Name, int Pieces, int Tokens);
