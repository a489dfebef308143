namespace LongVpo.Training.World.Film;

/// <summary>A scene of a world with its time in a film and what a film adds. It plays its eight steps over its own length, so that eight pictures spread evenly over it are a clip of the world.</summary>
/// <param name="Scene">Who does what, where, with which number.</param>
/// <param name="When">When it is seen alone, without the change that leads to it.</param>
/// <param name="Opening">How it takes over from the scene before.</param>
/// <param name="OpeningFrom">When that begins, in milliseconds; it ends when the scene begins. A cut takes no time.</param>
/// <param name="Disturbance">What happens in it that is no new scene.</param>
/// <param name="Disturbed">When that happens.</param>
/// <param name="Sign">Words on screen; null for none.</param>
/// <param name="Line">What is said, in the subtitles; null for nothing.</param>
/// <param name="Tone">The sound's frequency in hertz; 0 is silence.</param>
/// <param name="Like">The earlier scene that this one repeats but for its action or its number; null for none.</param>
/// <param name="Caller">Who called the actor, as its line says; null where it says nothing of it.</param>
public sealed record FilmScene(
    Scene Scene, Stretch When, Transition Opening, long OpeningFrom, Disturbance Disturbance, Stretch Disturbed, TimedWords? Sign, TimedWords? Line, int Tone, int? Like, Identity? Caller)
{
    /// <summary>Parts of a step by which a badge comes and goes later than the step does: an actor that blinks at that very moment would make of both a new picture, a cut that is none.</summary>
    internal const int BadgeDelay = 4;

    /// <summary>When the badge is seen.</summary>
    public Stretch Badge => new(Step(Scene.BadgeFrom) + Late, Step(Scene.BadgeFrom + Scene.BadgeSteps) + Late);

    private long Late => When.Length / (Scene.Steps * BadgeDelay);

    /// <summary>The beginning of a step, in milliseconds of the film.</summary>
    public long Step(int step) => When.From + When.Length * step / Scene.Steps;
}
