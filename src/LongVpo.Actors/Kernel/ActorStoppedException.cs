namespace LongVpo.Actors.Kernel;

/// <summary>A message came to an actor that has stopped, or it stopped before it could answer.</summary>
public sealed class ActorStoppedException : Exception
{
    public ActorStoppedException(string actor, Exception? because)
        : base(because is null ? $"{actor} has stopped." : $"{actor} was given up: {because.Message}", because)
    {
    }
}
