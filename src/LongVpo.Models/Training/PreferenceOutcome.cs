using LongVpo.Models.Tensors;

namespace LongVpo.Models.Training;

/// <summary>What a preference loss found.</summary>
/// <param name="Loss">One number to differentiate; owned by the open scope.</param>
/// <param name="Losses">The loss of each pair, imitation included.</param>
/// <param name="ChosenRewards">beta * (policy - reference) of each chosen response.</param>
/// <param name="RejectedRewards">The same of each rejected one.</param>
public sealed record PreferenceOutcome(Tensor Loss, float[] Losses, float[] ChosenRewards, float[] RejectedRewards)
{
    /// <summary>Share of pairs whose chosen response has the higher reward.</summary>
    public double Accuracy => ChosenRewards.Zip(RejectedRewards).Average(pair => pair.First > pair.Second ? 1.0 : 0.0);

    /// <summary>Mean of chosen minus rejected reward.</summary>
    public double Margin => ChosenRewards.Zip(RejectedRewards).Average(pair => (double)pair.First - pair.Second);
}
