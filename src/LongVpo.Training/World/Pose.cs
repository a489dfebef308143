namespace LongVpo.Training.World;

/// <summary>Where an actor is at a moment and how large, in 256ths of a pixel.</summary>
/// <param name="X">Its middle, from the left.</param>
/// <param name="Y">Its middle, from the top.</param>
/// <param name="Half">Half its size.</param>
/// <param name="IsSeen">Whether it is seen at all.</param>
internal readonly record struct Pose(int X, int Y, int Half, bool IsSeen)
{
    private const int StepUnits = 256;

    /// <summary>The pose of a scene's actor.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="time">Since the scene began, in 256ths of a step.</param>
    /// <param name="width">Of the frame, in pixels.</param>
    /// <param name="height">Of the frame, in pixels.</param>
    public static Pose Of(Scene scene, int time, int width, int height)
    {
        var nuisance = scene.Nuisance;
        // The last of eight frames is where the way ends.
        var progress = Math.Min(time, (Scene.Steps - 1) * StepUnits) * 1024 / ((Scene.Steps - 1) * StepUnits);
        var way = nuisance.Travel * progress / 1024;
        var size = nuisance.Size * Math.Min(width, height) / 4;
        var (x, y) = scene.Action switch
        {
            ActorAction.Left => (nuisance.StartX - way, nuisance.StartY),
            ActorAction.Right => (nuisance.StartX + way, nuisance.StartY),
            ActorAction.Up => (nuisance.StartX, nuisance.StartY - way),
            ActorAction.Down => (nuisance.StartX, nuisance.StartY + way),
            ActorAction.Zigzag => (Drift(nuisance, way), nuisance.StartY + Swing(time)),
            _ => (nuisance.StartX, nuisance.StartY),
        };
        var scale = scene.Action switch
        {
            ActorAction.Grow => 614 + 717 * progress / 1024,
            ActorAction.Shrink => 1331 - 717 * progress / 1024,
            _ => 1024,
        };
        var margin = scene.Action is ActorAction.Grow or ActorAction.Shrink ? size * 13 / 20 : size / 2;
        return new Pose(
            margin + (width * 256 - 2 * margin) * x / 1024, margin + (height * 256 - 2 * margin) * y / 1024, size * scale / 2048,
            scene.Action != ActorAction.Blink || time / StepUnits % 2 == 0);
    }

    /// <summary>Up and down once in two steps, by three tenths of the room each way.</summary>
    private static int Swing(int time)
    {
        var phase = time % (2 * StepUnits);
        var rise = phase < StepUnits ? phase : 2 * StepUnits - phase;
        return (rise - StepUnits / 2) * 614 / StepUnits;
    }

    /// <summary>Sideways by half of a mover's way, towards where there is more room, so that it is not taken for one.</summary>
    private static int Drift(Nuisance nuisance, int way) => nuisance.StartX < 512 ? nuisance.StartX + way / 2 : nuisance.StartX - way / 2;
}
