namespace LongVpo.Node.Contract;

/// <summary>What <c>longvpo eval oracle --json</c> prints per case.</summary>
/// <param name="Case">The case's name in its folder.</param>
/// <param name="WorstRelativeError">Largest error of any array; absent when the case has none, or when an array could not be compared at all.</param>
/// <param name="Array">The array that has it.</param>
/// <param name="TokensEqual">Whether all token ids are equal; absent when the case has none.</param>
/// <param name="Passed">Whether the case is met.</param>
/// <param name="Problem">Why the case could not be run or compared; absent when it could.</param>
public sealed record OracleCaseDocument(string Case, double? WorstRelativeError, string? Array, bool? TokensEqual, bool Passed, string? Problem);
