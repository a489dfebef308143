using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation.Hierarchy;

/// <summary>What <c>eval hierarchy</c> does.</summary>
public sealed record HierarchyPlan
{
    /// <summary>Seeds of the episodes. Default: all that are kept for tests.</summary>
    public SeedSpan Seeds { get; init; } = SeedSpan.Test;

    /// <summary>Frames of an episode. Default 512: 64 scenes, over which the program grows scenes, chapters and a programme.</summary>
    public int Frames { get; init; } = 512;

    /// <summary>Episodes. Default 40, of some 2,500 clips.</summary>
    public int Episodes { get; init; } = 40;

    /// <summary>Shares of statements about clips that are made false. Default 0, 5, 10, 20 and 40 %.</summary>
    public ImmutableArray<double> Errors { get; init; } = [0, 0.05, 0.1, 0.2, 0.4];

    /// <summary>Says in one sentence what of it cannot be; null when all can.</summary>
    public string? Problem()
    {
        if (Frames < 2 * Scene.Steps || Frames > WorldPlan.FramesMost || Frames % Scene.Steps != 0) return $"An episode cannot have {Frames} frames: give a multiple of {Scene.Steps} from {2 * Scene.Steps} to {WorldPlan.FramesMost}.";
        if (Errors.IsEmpty || Errors.Any(static rate => rate is not (>= 0 and <= 1))) return "Error rates are from 0 to 100 percent: give --errors, such as 0,10,40.";
        return Episodes < 1 ? $"{Episodes} episodes cannot be judged: give --questions 1 or more." : null;
    }
}
