namespace LongVpo.Training.World.Film;

/// <summary>Kinds of questions that a film has besides those of its world (<see cref="QuestionFamily"/>): they need its times, its lines, or an honest no.</summary>
public enum FilmFamily
{
    /// <summary>How many scenes show somebody, 2 to 5.</summary>
    Count,

    /// <summary>What an actor does the first time it is seen, where it does something else the next time.</summary>
    First,

    /// <summary>What an actor does the last time it is seen, where it did something else the time before.</summary>
    Last,

    /// <summary>What is done, or where, at a moment of the film.</summary>
    Moment,

    /// <summary>Who called somebody, over one to five calls, each of which is said in another scene.</summary>
    Cause,

    /// <summary>What somebody does who is not in the film: the right answer is that it is not seen.</summary>
    Absent,

    /// <summary>What somebody does who is seen twice and does two things: the right answer is that it cannot be told.</summary>
    Ambiguous,

    /// <summary>Worded like the two before and with such choices, of somebody who is seen once, so that saying no to everything is no way to be right.</summary>
    Seen,
}
