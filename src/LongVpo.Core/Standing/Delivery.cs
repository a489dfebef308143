namespace LongVpo.Core.Standing;

/// <summary>A notice on its way to a webhook.</summary>
public sealed record Delivery
{
    /// <summary>Its place in the order of all deliveries.</summary>
    public required long Number { get; init; }

    public required StandingNotice Notice { get; init; }

    public required DeliveryState State { get; init; }

    /// <summary>Attempts since it was made or replayed.</summary>
    public int Attempts { get; init; }

    /// <summary>Not before this moment.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>Why the last attempt failed, in one sentence; null when none did.</summary>
    public string? Problem { get; init; }
}
