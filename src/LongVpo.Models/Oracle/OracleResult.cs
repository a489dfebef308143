namespace LongVpo.Models.Oracle;

/// <summary>How far one case of reference data was met.</summary>
/// <param name="Case">Its name.</param>
/// <param name="WorstRelativeError">Largest error of any of its arrays; null when it has none. Infinite when an array could not be compared.</param>
/// <param name="Array">The array that has it.</param>
/// <param name="TokensEqual">Whether all token ids, texts and other things that are counted came out the same; null when it has none.</param>
public sealed record OracleResult(string Case, double? WorstRelativeError, string? Array, bool? TokensEqual)
{
    /// <summary>What arrays of a correct network differ by at most in single precision.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Errors of all arrays.</summary>
    public IReadOnlyDictionary<string, double> Errors { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether the case is met.</summary>
    public bool Passed => (WorstRelativeError ?? 0) <= Tolerance && TokensEqual != false;
}
