namespace LongVpo.Core.Questions;

/// <summary>How well a line answers to the words of a question.</summary>
/// <param name="Line">The line.</param>
/// <param name="Coverage">Share of the question's content that the line and its neighbours hold, 0 to 1.</param>
/// <param name="Score">For ranking: coverage, what the line itself holds, and how surely it was read.</param>
/// <param name="Complete">Every required word is in it or beside it.</param>
/// <param name="Decided">Every word that says which person is meant is in it or beside it.</param>
/// <param name="Alone">Every required word is in the line itself.</param>
public sealed record LineMatch(WordLine Line, double Coverage, double Score, bool Complete, bool Decided, bool Alone);
