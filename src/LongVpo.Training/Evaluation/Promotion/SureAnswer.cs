namespace LongVpo.Training.Evaluation.Promotion;

/// <summary>How sure a model is of what it would answer.</summary>
/// <param name="Frames">Frames that were shown.</param>
/// <param name="World">The world; one number for each script.</param>
/// <param name="LogProbability">Of its likeliest choice, natural.</param>
/// <param name="Right">Whether that choice is right; never where nobody is there.</param>
internal readonly record struct SureAnswer(int Frames, long World, double LogProbability, bool Right);
