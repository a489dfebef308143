namespace LongVpo.Models.Tokens;

/// <summary>One piece of a SentencePiece model; its id is its place.</summary>
/// <param name="Text">Its text, with U+2581 for spaces.</param>
/// <param name="Score">Pairs of higher score are merged first.</param>
/// <param name="Kind">What it is for.</param>
internal sealed record SentencePiece(string Text, float Score, SentenceKind Kind);
