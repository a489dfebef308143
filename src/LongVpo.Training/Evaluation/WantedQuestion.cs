using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>A question that the balance of a judgement asks for and that some world is still to allow.</summary>
/// <param name="Family">Its kind.</param>
/// <param name="Bin">The part of the world, of <see cref="QuestionDraw.BinsOf"/> equal ones, in which its scene stands.</param>
/// <param name="Gold">Where among its choices the right one stands.</param>
internal sealed record WantedQuestion(QuestionFamily Family, int Bin, int Gold)
{
    /// <summary>Worlds that did not allow it. After <see cref="MissesMost"/> its bin and place are given up: the second of two scenes is never the first one that is named.</summary>
    public int Misses { get; set; }

    /// <summary>Worlds after which the balance gives way.</summary>
    public const int MissesMost = 25;

    /// <summary>Whether any scene and any place will do.</summary>
    public bool IsAny => Misses > MissesMost;
}
