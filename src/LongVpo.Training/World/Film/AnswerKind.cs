namespace LongVpo.Training.World.Film;

/// <summary>What the right answer to a question is like: something of the film, that it is not in the film, or that the question does not say enough.</summary>
public enum AnswerKind { Told, Absent, Ambiguous }
