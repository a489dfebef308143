using System.Collections.Immutable;

namespace LongVpo.Training.Reports;

/// <summary>By how much one arm answers more questions right than another, over all seeds that both have.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Against">What it is held against.</param>
/// <param name="What">Which questions: all, retrieval (one scene answers) or several (several scenes do).</param>
/// <param name="Frames">Frames shown.</param>
/// <param name="Questions">Questions that both were asked, over all seeds.</param>
/// <param name="Share">Share that the arm answers right, 0 to 1.</param>
/// <param name="Difference">Its share minus the other's.</param>
/// <param name="Ci">The 95 % interval by paired bootstrap over worlds.</param>
/// <param name="BySeed">The difference of each seed, in the order of seeds.</param>
public sealed record ArmDifference(string Arm, string Against, string What, int Frames, int Questions, double Share, double Difference, ImmutableArray<double> Ci, ImmutableArray<double> BySeed);
