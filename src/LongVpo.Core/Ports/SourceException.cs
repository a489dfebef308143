namespace LongVpo.Core.Ports;

/// <summary>A source that cannot be used. The message is one sentence that says what is wrong, with which source, and what to do.</summary>
public sealed class SourceException : Exception
{
    public SourceException(string message)
        : base(message)
    {
    }

    public SourceException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Whether the source may come back, or what failed was the reading and not the file; reading it again can help. By default it cannot, and the failure is final at once.</summary>
    public bool IsTransient { get; init; }
}
