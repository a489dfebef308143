using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>What was made of one question.</summary>
/// <param name="LogProbabilities">Of each choice the summed natural log-probability of its words and its end.</param>
/// <param name="Greedy">Of each choice whether every word of it is the likeliest one, so that it would have been written.</param>
public readonly record struct ChoiceScores(ImmutableArray<double> LogProbabilities, ImmutableArray<bool> Greedy)
{
    /// <summary>The likeliest choice; of equals the first, which is the right one as often as any other.</summary>
    public int Chosen
    {
        get
        {
            var best = 0;
            for (var choice = 1; choice < LogProbabilities.Length; choice++)
                if (LogProbabilities[choice] > LogProbabilities[best]) best = choice;
            return best;
        }
    }

    /// <summary>Whether the likeliest choice is the right one.</summary>
    public bool IsRight(WorldQuestion question) => Chosen == question.RightChoice;
}
