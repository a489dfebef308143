using System.Collections.Immutable;

namespace LongVpo.Training.World;

/// <summary>A question that a script would allow, before its wrong answers are drawn.</summary>
/// <param name="Anchor">The scene that it asks for.</param>
/// <param name="Evidence">The scenes that prove it.</param>
/// <param name="Text">Its words, given the four choices in the order they will have.</param>
/// <param name="Answer">The right answer.</param>
/// <param name="Rivals">Wrong answers that other scenes suggest; taken first.</param>
/// <param name="Others">Answers of the same kind, for when there are too few rivals; the right one may be among them.</param>
internal sealed record Candidate(
    int Anchor, ImmutableArray<int> Evidence, Func<ImmutableArray<string>, string> Text, string Answer, IEnumerable<string> Rivals, IEnumerable<string> Others)
{
    /// <summary>A question whose words do not depend on the choices.</summary>
    public Candidate(int anchor, ImmutableArray<int> evidence, string text, string answer, IEnumerable<string> rivals, IEnumerable<string> others)
        : this(anchor, evidence, _ => text, answer, rivals, others)
    {
    }
}
