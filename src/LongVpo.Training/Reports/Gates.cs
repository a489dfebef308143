using System.Collections.Immutable;
using System.Globalization;

namespace LongVpo.Training.Reports;

/// <summary>The criteria that were set before anything was trained, held against the differences. A gate is met by the difference itself; whether its interval excludes 0 stands beside.</summary>
public static class Gates
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Gate> Of(ImmutableArray<ArmDifference> differences) =>
    [
        Check("G3, 128 frames", "Stage 1 at least 25 points over the base (retrieval)", differences, ArmList.Stage1, ArmList.Base, Comparisons.Retrieval, 128, 0.25),
        Check("G3, 256 frames", "Stage 1 at least 15 points over the base, a length never trained", differences, ArmList.Stage1, ArmList.Base, Comparisons.Retrieval, 256, 0.15),
        Check("G3, 8 frames", "Stage 1 loses at most 2 points", differences, ArmList.Stage1, ArmList.Base, Comparisons.Retrieval, 8, -0.02),
        Check("G4, several scenes", "both stages at least 10 points over Stage 1 at 128 frames", differences, ArmList.Both, ArmList.Stage1, Comparisons.Several, 128, 0.10),
        Check("G4, retrieval", "both stages lose at most 3 points against Stage 1 at 128 frames", differences, ArmList.Both, ArmList.Stage1, Comparisons.Retrieval, 128, -0.03),
    ];

    private static Gate Check(string name, string wanted, ImmutableArray<ArmDifference> differences, string arm, string against, string what, int frames, double least)
    {
        if (differences.FirstOrDefault(one => one.Arm == arm && one.Against == against && one.What == what && one.Frames == frames) is not { } found) return new Gate(name, wanted, null, null);
        var told = string.Create(CultureInfo.InvariantCulture, $"{100 * found.Difference:+0.0;-0.0;0.0} points ({100 * found.Ci[0]:+0.0;-0.0;0.0} to {100 * found.Ci[1]:+0.0;-0.0;0.0}), {found.BySeed.Length} seeds");
        return new Gate(name, wanted, told, found.Difference >= least);
    }
}
