using System.Collections.Immutable;

namespace LongVpo.Core.Feedback;

/// <summary>Everything that people and the product said about answers, with where the footage is that it is about.</summary>
/// <param name="Answers">Answers to the same question together, each group oldest first.</param>
/// <param name="Footage">Of each segment that is cited or named; those whose footage is gone are missing.</param>
public sealed record OperationRecord(ImmutableArray<JudgedAnswer> Answers, ImmutableDictionary<FootagePlace, FootageStretch> Footage);
