namespace LongVpo.Training.Reports;

/// <summary>One variant of training that a report compares.</summary>
/// <param name="Id">Its short name, as folders of runs have it.</param>
/// <param name="Name">What was done.</param>
/// <param name="Shows">What the comparison isolates.</param>
public sealed record Arm(string Id, string Name, string Shows);
