using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>What <c>eval world</c> asks.</summary>
public sealed record WorldPlan
{
    /// <summary>Frames of the longest world.</summary>
    public const int FramesMost = WorldScript.ScenesMost * Scene.Steps;

    /// <summary>Seeds of the worlds. Default: all that are kept for tests.</summary>
    public SeedSpan Seeds { get; init; } = SeedSpan.Test;

    /// <summary>Frames of the worlds, each a multiple of the eight of a scene. Default: the trained lengths, then twice as many until 256.</summary>
    public ImmutableArray<int> Lengths { get; init; } = [8, 16, 24, 32, 64, 128, 256];

    /// <summary>Questions about worlds of each length. Default 400, which gives intervals of some five points to each side.</summary>
    public int Questions { get; init; } = 400;

    /// <summary>The families that are asked. Default: those that training has; M5 is for telling whether joining carries over, and is asked for by name.</summary>
    public ImmutableArray<QuestionFamily> Families { get; init; } =
    [
        QuestionFamily.A1, QuestionFamily.A2, QuestionFamily.A3, QuestionFamily.A4, QuestionFamily.M1, QuestionFamily.M2, QuestionFamily.M3, QuestionFamily.M4,
    ];

    /// <summary>Most questions about one world. Default 8: frames are then read once for eight questions, and questions about one world are still few enough to count nearly alone.</summary>
    public int PerWorld { get; init; } = 8;

    /// <summary>Whether questions that one scene answers are about actors that training never showed.</summary>
    public bool HeldOut { get; init; }

    /// <summary>Says in one sentence what of it cannot be; null when all can.</summary>
    public string? Problem()
    {
        if (Lengths.IsEmpty) return "There is no length to judge: give --lengths, such as 8,16,24.";
        if (Lengths.FirstOrDefault(frames => frames < Scene.Steps || frames > FramesMost || frames % Scene.Steps != 0) is not 0 and var odd)
            return $"A world cannot have {odd} frames: a scene has {Scene.Steps}, so lengths are its multiples from {Scene.Steps} to {FramesMost}.";
        if (Questions < 1) return $"{Questions} questions cannot be asked: give --questions 1 or more.";
        if (PerWorld < 1) return $"{PerWorld} questions about a world cannot be asked: give 1 or more.";
        return Families.IsEmpty ? "There is no family to ask: give --families, such as A1,A2,M1." : null;
    }
}
