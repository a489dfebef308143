using LongVpo.Training.World;

namespace LongVpo.Training.Rules;

/// <summary>What rules make of the pixels of one clip.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="Place">Where.</param>
/// <param name="Action">What it does.</param>
/// <param name="Digit">The number on the badge, 0 to 9.</param>
public sealed record ClipFacts(Identity Actor, Place Place, ActorAction Action, int Digit)
{
    /// <summary>The clip in words, as captions of the world have them.</summary>
    /// <param name="isBack">Whether its actor was seen in an earlier clip.</param>
    public string Caption(bool isBack) =>
        $"the {WorldWords.Say(Actor)} {(isBack ? "is back and " : "")}{WorldWords.Say(Action)} in the {WorldWords.Say(Place)} with number {Digit}";
}
