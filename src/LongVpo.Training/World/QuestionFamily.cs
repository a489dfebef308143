namespace LongVpo.Training.World;

/// <summary>The kinds of questions. A needs one scene, M several; the numbers are those that results are told by, L is for learning only.</summary>
public enum QuestionFamily
{
    /// <summary>What an actor does.</summary>
    A1,

    /// <summary>Which number appears with it.</summary>
    A2,

    /// <summary>Where it is.</summary>
    A3,

    /// <summary>Who does something somewhere.</summary>
    A4,

    /// <summary>Who is seen first; two of the four who are named are seen.</summary>
    M1,

    /// <summary>What the actor right after another does.</summary>
    M2,

    /// <summary>The number of the other actor in the same place.</summary>
    M3,

    /// <summary>What an actor that is seen twice does the second time.</summary>
    M4,

    /// <summary>The number of the actor right after the one in the same place. For judging only: <see cref="Questions.Ask"/> refuses it on seeds for training.</summary>
    M5,

    /// <summary>How many scenes are in a place, 2 to 5.</summary>
    M6,

    /// <summary>A caption of the first or last scene.</summary>
    C,

    /// <summary>One scene found by one thing that is seen in it alone, and asked for another: place, action, number and actor, each by each. For learning to look up; results are not told by it.</summary>
    L,
}
