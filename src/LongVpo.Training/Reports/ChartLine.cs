using System.Collections.Immutable;

namespace LongVpo.Training.Reports;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What it is, for the legend.</param>
/// <param name="Points">Where it goes: x as the axis has it, y from 0 to 1, and its interval where there is one.</param>
public sealed record ChartLine(string Name, ImmutableArray<(double X, double Y, double Low, double High)> Points);
