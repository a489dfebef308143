namespace LongVpo.Training.Sft;

/// <summary>How far a run is, for people and for the log.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="Loss">Mean loss per token of the steps since the line before.</param>
/// <param name="GradientNorm">Mean norm of the gradients of these steps before they were limited.</param>
/// <param name="Rate">The last step's size.</param>
/// <param name="Videos">Videos seen so far.</param>
/// <param name="Answers">Answers learned so far.</param>
/// <param name="Tokens">Tokens read so far.</param>
/// <param name="Seconds">Seconds of training so far, over all resumptions.</param>
/// <param name="AnswersPerSecond">Since this process began or went on.</param>
/// <param name="TokensPerSecond">Likewise.</param>
/// <param name="SecondsLeft">Until the end at this pace; null before there is a pace.</param>
/// <param name="Validation">What a look at the validation questions found; null where none was taken.</param>
public sealed record SftProgress(
    long Step, long Steps, double Loss, double GradientNorm, double Rate, long Videos, long Answers, long Tokens, double Seconds, double AnswersPerSecond, double TokensPerSecond, double? SecondsLeft,
    Validation? Validation = null);
