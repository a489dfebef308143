using LongVpo.Core.Answers;

namespace LongVpo.Core.Standing;

/// <summary>What to do about an event of a video: either it is settled already, or a question has to be asked first.</summary>
/// <param name="Outcome">The settled outcome; null when <paramref name="Ask"/> is to be asked.</param>
/// <param name="Ask">The question, whose answer settles it.</param>
public sealed record StandingStep(StandingOutcome? Outcome, Question? Ask);
