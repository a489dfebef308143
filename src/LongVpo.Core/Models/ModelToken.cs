namespace LongVpo.Core.Models;

/// <summary>A piece of a reply while it is written.</summary>
/// <param name="Text">One or more tokens' words, whole characters only.</param>
/// <param name="Index">Pieces before it. It is 0 again when the request had to be begun anew (a crash, memory taken back, new weights): then what came before is void.</param>
public readonly record struct ModelToken(string Text, int Index);
