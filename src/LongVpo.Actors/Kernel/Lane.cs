namespace LongVpo.Actors.Kernel;

/// <summary>The two queues of an inbox: a stop must not stand in line behind the work it stops.</summary>
public enum Lane
{
    /// <summary>Ordinary work, in order.</summary>
    Data,

    /// <summary>Served before any data, in order among itself.</summary>
    Control,
}
