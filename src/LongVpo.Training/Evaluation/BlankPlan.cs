using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>What <c>eval blank</c> asks.</summary>
public sealed record BlankPlan
{
    /// <summary>The mean of what networks are normalised by, in the middle of the range: a frame that is as near to nothing as one can be.</summary>
    public const byte MeanLevel = 128;

    /// <summary>Seeds of the worlds. Default: all that are kept for tests.</summary>
    public SeedSpan Seeds { get; init; } = SeedSpan.Test;

    /// <summary>Frames shown, real ones and blanks. Default: 16 to 256. The square placement takes the largest square that fits.</summary>
    public ImmutableArray<int> Lengths { get; init; } = [16, 32, 64, 128, 256];

    /// <summary>Questions about each length and placement. Default 400.</summary>
    public int Questions { get; init; } = 400;

    /// <summary>Level of a blank's red, green and blue. Default <see cref="MeanLevel"/>; 0 is black.</summary>
    public byte Level { get; init; } = MeanLevel;

    /// <summary>Says in one sentence what of it cannot be; null when all can.</summary>
    public string? Problem()
    {
        if (Lengths.IsEmpty || Lengths.Any(static frames => frames is <= Scene.Steps or > WorldPlan.FramesMost)) return $"Blanks are put around {Scene.Steps} frames: lengths are from {Scene.Steps + 1} to {WorldPlan.FramesMost}.";
        return Questions < 1 ? $"{Questions} questions cannot be asked: give --questions 1 or more." : null;
    }
}
