using LongVpo.Training.World;

namespace LongVpo.Training.Rules;

/// <summary>Tells what an actor does from its first two and last two frames, which no badge hides.</summary>
internal static class ActionReader
{
    private const double Changed = 1.6;
    private const double Swung = 3.5;
    private const int Gone = 6;

    /// <summary>What the actor does.</summary>
    public static ActorAction Read(ActorMask actor)
    {
        var (area0, area1, area6, area7) = (actor.AreaOf(0), actor.AreaOf(1), actor.AreaOf(6), actor.AreaOf(7));
        if (area1 < Gone && area7 < Gone && area0 >= Gone && area6 >= Gone) return ActorAction.Blink;
        if (actor.MiddleOf(0) is not { } first || actor.MiddleOf(1) is not { } second || actor.MiddleOf(6) is not { } sixth || actor.MiddleOf(7) is not { } last) return ActorAction.Blink;
        if (area6 + area7 > Changed * (area0 + area1)) return ActorAction.Grow;
        if (area0 + area1 > Changed * (area6 + area7)) return ActorAction.Shrink;
        if (Math.Abs(second.Y - first.Y) > Swung && Math.Abs(last.Y - sixth.Y) > Swung) return ActorAction.Zigzag;
        var (x, y) = (sixth.X + last.X - first.X - second.X, sixth.Y + last.Y - first.Y - second.Y);
        if (Math.Abs(x) >= Math.Abs(y)) return x > 0 ? ActorAction.Right : ActorAction.Left;
        return y > 0 ? ActorAction.Down : ActorAction.Up;
    }
}
