using System.Collections.Immutable;

namespace LongVpo.Training.Reports;

/// <summary>What a report holds, for programs.</summary>
/// <param name="File">The page.</param>
/// <param name="Arms">Arms that something was found of.</param>
/// <param name="Missing">Arms that nothing was found of.</param>
/// <param name="Files">Results that were told.</param>
/// <param name="Problems">A sentence about each file that could not be told.</param>
/// <param name="Comparisons">Differences with intervals.</param>
public sealed record ReportSummary(string File, ImmutableArray<string> Arms, ImmutableArray<string> Missing, int Files, ImmutableArray<string> Problems, ImmutableArray<ArmDifference> Comparisons);
