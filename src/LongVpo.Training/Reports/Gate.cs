namespace LongVpo.Training.Reports;

/// <summary>A criterion of the plan, and whether it is met.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Wanted">What must hold.</param>
/// <param name="Found">What was found; null where it was not measured.</param>
/// <param name="Met">Whether it holds; null where it was not measured.</param>
public sealed record Gate(string Name, string Wanted, string? Found, bool? Met);
