using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Operation;

/// <summary>What became of feedback.</summary>
/// <param name="Answers">Answers that something was said about.</param>
/// <param name="Feedback">How often something was said, by what.</param>
/// <param name="Pairs">Pairs made.</param>
/// <param name="ByOrigin">Pairs by what they were made of: voted, corrected, contradicted.</param>
/// <param name="Rejects">What made no pair, by reason.</param>
public sealed record FeedbackPairReport(
    int Answers, ImmutableSortedDictionary<string, int> Feedback, int Pairs, ImmutableSortedDictionary<string, int> ByOrigin, ImmutableSortedDictionary<string, int> Rejects);
