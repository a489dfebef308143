namespace LongVpo.Models.Generation;

/// <summary>What one sequence has in a step, and where it stands once the step is done.</summary>
/// <param name="Count">Tokens in the step.</param>
/// <param name="Piece">Piece of the prompt that comes next.</param>
/// <param name="Offset">Tokens of that piece already read.</param>
/// <param name="Targets">Tokens whose probability is wanted, and the row that predicts each.</param>
/// <param name="Writes">Whether the last row predicts a token to be written.</param>
internal sealed record SequencePart(int Count, int Piece, int Offset, IReadOnlyList<(int Row, int Token)> Targets, bool Writes);
