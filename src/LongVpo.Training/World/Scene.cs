namespace LongVpo.Training.World;

/// <summary>One clip of a world: an actor does one thing in one place, and a badge shows a number from the third to the sixth of eight steps.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="Place">Where.</param>
/// <param name="Action">What it does.</param>
/// <param name="Digit">The number on the badge, 0 to 9.</param>
/// <param name="Bystander">A smaller actor that stands still beside it and is never asked about; null in most scenes.</param>
/// <param name="Nuisance">What varies and means nothing.</param>
public sealed record Scene(Identity Actor, Place Place, ActorAction Action, int Digit, Identity? Bystander, Nuisance Nuisance)
{
    /// <summary>Steps of a scene; a clip of a world has one frame for each.</summary>
    public const int Steps = 8;

    /// <summary>The first step that shows the badge; it shows for <see cref="BadgeSteps"/>.</summary>
    public const int BadgeFrom = 2;

    /// <summary>Steps that show the badge.</summary>
    public const int BadgeSteps = 4;

    private const int BystanderPercent = 30;

    /// <summary>Draws a scene around an actor; what the caller does not name is drawn evenly.</summary>
    public static Scene Draw(WorldRandom random, Identity actor, Place? place = null)
    {
        var drawn = (Place)random.Below(6);
        var action = (ActorAction)random.Below(8);
        var digit = random.Below(10);
        var other = random.Of(Identity.Trained);
        var isBeside = random.Below(100) < BystanderPercent && other != actor;
        return new Scene(actor, place ?? drawn, action, digit, isBeside ? other : null, Nuisance.Draw(random, action));
    }
}
