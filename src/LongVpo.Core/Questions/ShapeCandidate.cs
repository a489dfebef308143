using System.Collections.Immutable;

namespace LongVpo.Core.Questions;

/// <summary>A line that is written as the answer must be, whatever words it holds.</summary>
/// <param name="Line">The line.</param>
/// <param name="Score">Higher fits better; only comparable within one question.</param>
/// <param name="Pieces">The parts of it that look as asked.</param>
/// <param name="Tinted">It stands in a picture of the colour that the question names.</param>
public sealed record ShapeCandidate(WordLine Line, double Score, ImmutableArray<string> Pieces, bool Tinted);
