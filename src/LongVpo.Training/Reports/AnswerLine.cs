using LongVpo.Training.Evaluation;

namespace LongVpo.Training.Reports;

/// <summary>One answered question of a judgement, so that arms can be compared question by question later.</summary>
/// <param name="Frames">Frames that were shown.</param>
/// <param name="World">The world; one number for each script.</param>
/// <param name="Family">The question's kind.</param>
/// <param name="Depth">Where its scene stands, 0 for the first and 1 for the last.</param>
/// <param name="Bin">The fifth of the world that its scene stands in, from 0; -1 where the world is too short to have five.</param>
/// <param name="Right">Whether the likeliest choice is the right one.</param>
/// <param name="Greedy">Whether the right answer would have been written word by word.</param>
/// <param name="Blind">Whether the likeliest choice is right without any footage.</param>
public sealed record AnswerLine(int Frames, long World, string Family, double Depth, int Bin, bool Right, bool Greedy, bool Blind)
{
    /// <summary>The line of a judged question.</summary>
    public static AnswerLine Of(JudgedQuestion answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new AnswerLine(answer.Frames, answer.World, answer.Family.ToString(), Math.Round(answer.Depth, 6), answer.Bin, answer.Right, answer.Greedy, answer.RightBlind);
    }
}
