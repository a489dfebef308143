namespace LongVpo.Core.Standing;

/// <summary>What became of a notice on its way to a webhook.</summary>
public enum DeliveryState
{
    /// <summary>It waits for its turn or for another attempt.</summary>
    Waiting,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>It was given up; it can be replayed.</summary>
    Dead,
}
