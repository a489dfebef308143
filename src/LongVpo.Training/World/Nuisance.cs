namespace LongVpo.Training.World;

/// <summary>What varies from scene to scene and means nothing: where, how fast, how large, under which light.</summary>
/// <param name="Seed">Of the texture and the noise.</param>
/// <param name="StartX">Where the actor begins, 0 to 1023 of the room it has from left to right.</param>
/// <param name="StartY">Likewise from top to bottom.</param>
/// <param name="Travel">How far it goes in the scene, in 1024ths of that room.</param>
/// <param name="Size">The actor's size in 1024ths of the frame's shorter side.</param>
/// <param name="Brightness">In percent of the full light.</param>
/// <param name="BadgeCorner">The corner of the badge: 0 top left, 1 top right, 2 bottom left, 3 bottom right.</param>
/// <param name="Noise">The noise's standard deviation in thousandths of full scale.</param>
public sealed record Nuisance(ulong Seed, int StartX, int StartY, int Travel, int Size, int Brightness, int BadgeCorner, int Noise)
{
    /// <summary>
    /// Draws a scene's nuisance. The actor is 11 to 13 pixels of a 32-pixel frame, which leaves some 20 to move in; a mover covers half to four fifths of them, more than a pixel a frame.
    /// </summary>
    public static Nuisance Draw(WorldRandom random, ActorAction action)
    {
        var travel = 512 + random.Below(308);
        // Whoever goes somewhere begins where there is room to go.
        var (x, y) = (random.Below(1024), random.Below(1024));
        var near = random.Below(1024 - travel);
        (x, y) = action switch
        {
            ActorAction.Left => (1023 - near, y),
            ActorAction.Right => (near, y),
            ActorAction.Up => (x, 1023 - near),
            ActorAction.Down => (x, near),
            ActorAction.Zigzag => (x, 320 + random.Below(384)),
            _ => (x, y),
        };
        return new Nuisance(random.Next(), x, y, travel, 352 + random.Below(65), 90 + random.Below(21), random.Below(4), 20);
    }
}
