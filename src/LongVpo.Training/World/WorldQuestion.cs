using System.Collections.Immutable;

namespace LongVpo.Training.World;

/// <summary>A question about a world, its right answer, and what proves it.</summary>
/// <param name="Family">Its kind.</param>
/// <param name="Text">The question, in words of the <see cref="WordList"/>.</param>
/// <param name="Choices">Four different answers in an order of chance; the wrong ones are from other scenes of the world as far as it has any.</param>
/// <param name="RightChoice">The index of the right one, each of the four as likely.</param>
/// <param name="Evidence">The scenes that the answer follows from, none of which can be left out, in order.</param>
/// <param name="Anchor">The scene that the question asks for, or the first one that it speaks of.</param>
/// <param name="Scenes">Scenes of the world.</param>
public sealed record WorldQuestion(
    QuestionFamily Family, string Text, ImmutableArray<string> Choices, int RightChoice, ImmutableArray<int> Evidence, int Anchor, int Scenes)
{
    /// <summary>The right answer.</summary>
    public string Answer => Choices[RightChoice];

    /// <summary>The scene that the answer is read from; null where it is counted or found over more than one other.</summary>
    public int? Told => Family switch
    {
        QuestionFamily.M5 or QuestionFamily.M6 => null,
        QuestionFamily.M2 or QuestionFamily.M3 => Evidence[0] == Anchor ? Evidence[1] : Evidence[0],
        _ => Anchor,
    };

    /// <summary>Where the anchor stands: 0 is the first scene, 1 the last; 0 where there is only one.</summary>
    public double Depth => Scenes == 1 ? 0 : (double)Anchor / (Scenes - 1);
}
