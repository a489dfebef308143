using System.Text.Json.Serialization;

namespace LongVpo.Node.Contract;

/// <summary>What <c>longvpo eval oracle --json</c> prints per case.</summary>
/// <param name="Case">The case's name in its folder.</param>
/// <param name="WorstRelativeError">Largest error of any array: 0 when the case has none, null when one could not be compared at all.</param>
/// <param name="Array">The array that has it; null when the case has none.</param>
/// <param name="TokensEqual">Whether all token ids are equal, also when the case has none; null when it could not be run.</param>
/// <param name="Passed">Whether the case is met.</param>
/// <param name="Problem">Why the case could not be run or compared; absent when it could.</param>
public sealed record OracleCaseDocument(
    string Case,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? WorstRelativeError,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Array,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] bool? TokensEqual,
    bool Passed,
    string? Problem);
