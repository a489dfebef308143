namespace LongVpo.Core.Ports;

/// <summary>The memory cannot do what was asked. The message is one sentence that says what is wrong, where, and what to do.</summary>
public sealed class StoreException : Exception
{
    public StoreException(string message)
        : base(message)
    {
    }

    public StoreException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Whether the store was only busy; writing again can help. By default it cannot, and the failure is final at once.</summary>
    public bool IsTransient { get; init; }
}
