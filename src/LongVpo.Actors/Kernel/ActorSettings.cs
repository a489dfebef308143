using LongVpo.Core.Options;

namespace LongVpo.Actors.Kernel;

/// <summary>Everything about an actor that is not its messages.</summary>
public sealed record ActorSettings
{
    /// <summary>Names it in logs and errors.</summary>
    public required string Name { get; init; }

    public InboxOptions Inbox { get; init; } = new();

    public RestartOptions Restart { get; init; } = new();

    /// <summary>An actor that is not busy and hears nothing for this long stops; null never.</summary>
    public TimeSpan? IdleAfter { get; init; }

    /// <summary>What to do about a failure; by default always a restart.</summary>
    public Func<Exception, Supervision> Supervise { get; init; } = _ => Supervision.Restart;

    /// <summary>A number from 0 up to 1 for each pause; the seam that makes pauses reproducible.</summary>
    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;
}
