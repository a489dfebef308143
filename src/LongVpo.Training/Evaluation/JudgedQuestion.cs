using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>A question that was answered, as far as results need it.</summary>
/// <param name="Frames">Frames that were shown.</param>
/// <param name="World">The world; one number for each script.</param>
/// <param name="Family">The question's kind.</param>
/// <param name="Depth">Where its scene stands, 0 for the first and 1 for the last.</param>
/// <param name="Bin">The fifth of the world that its scene stands in, from 0; -1 where the world is too short to have five.</param>
/// <param name="Right">Whether the likeliest choice is the right one.</param>
/// <param name="Greedy">Whether the right answer would have been written word by word.</param>
/// <param name="RightBlind">Whether the likeliest choice is right without any footage.</param>
public sealed record JudgedQuestion(int Frames, long World, QuestionFamily Family, double Depth, int Bin, bool Right, bool Greedy, bool RightBlind);
