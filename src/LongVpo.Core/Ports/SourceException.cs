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
}
