using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>What <c>eval needle</c> asks.</summary>
public sealed record NeedlePlan
{
    /// <summary>Seeds of the haystacks. Default: all that are kept for tests.</summary>
    public SeedSpan Seeds { get; init; } = SeedSpan.Test;

    /// <summary>Frames shown, the needle's eight among them. Default: 16 to 256.</summary>
    public ImmutableArray<int> Lengths { get; init; } = [16, 32, 64, 128, 256];

    /// <summary>Depths of the needle, 0 for the beginning and 1 for the end. Default: in steps of a fifth.</summary>
    public ImmutableArray<double> Depths { get; init; } = [0, 0.2, 0.4, 0.6, 0.8, 1];

    /// <summary>Questions in each cell of the map. Default 40, whose interval is some 15 points to each side; a row or a column of cells is known better.</summary>
    public int Questions { get; init; } = 40;

    /// <summary>Says in one sentence what of it cannot be; null when all can.</summary>
    public string? Problem()
    {
        if (Depths.IsEmpty || Depths.Any(static depth => depth is not (>= 0 and <= 1))) return "Depths are shares of the footage, from 0 to 1.";
        if (Lengths.FirstOrDefault(static frames => frames == Scene.Steps) != 0) return $"A needle needs a haystack: lengths begin at {2 * Scene.Steps} frames.";
        return (new WorldPlan { Lengths = Lengths, Questions = Questions }).Problem();
    }
}
